/** A store as managers and set-up see it. */
import { z } from 'zod';
import { BayLabel, Language, Service, StoreId } from '../ids/index.js';
import { HoursException, OpeningHours } from './opening-hours.js';
import { PointGeometry, PolygonGeometry } from './geo-json.js';
import { StoreMessages } from './store-messages.js';
import { LockerBank } from './lockers.js';
import { StoreGestures } from './gestures.js';
import { ShortagePolicy } from './shortages.js';
import { says } from '../problems/field-texts.js';
import { cleanLine, line } from '../text/index.js';

export const Bay = z.strictObject({ label: BayLabel, position: PointGeometry }).meta({ id: 'Bay' });
export type Bay = z.infer<typeof Bay>;

/** A place inside a store where people on foot wait. */
export const Counter = z.strictObject({ label: BayLabel }).meta({ id: 'Counter' });
export type Counter = z.infer<typeof Counter>;

/** Names by place, and UTC. `Intl` also takes offsets such as `+05:30`, which a database reads otherwise or not at all. */
const ZONE_NAME = /^(UTC|[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/;

/** Names that were found to be zones, because asking `Intl` takes 0.1 ms; there are some 600 in any spelling of use. */
const knownZones = new Set<string>();
const MOST_KNOWN = 1_000;

/** Whether the name may be a zone; a store's zone is also held against the database's own list. */
const isTimeZone = (name: string): boolean => {
  if (knownZones.has(name)) return true;
  if (!ZONE_NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  if (knownZones.size < MOST_KNOWN) knownZones.add(name);
  return true;
};

/** A word of the retailer's that groups stores; who is given a region reaches all its stores. */
export const Region = line(1, 40).meta({ id: 'Region' });

/** What has to be shown at a hand-over. */
export const ProofPolicy = z
  .strictObject({
    /** Whether an order may be handed over without a proof: by anybody who gives a reason, by a manager, or never. */
    none: z.enum(['with_reason', 'manager_only', 'never']).default('with_reason'),
    /** What an order with an ID check needs: the ID, or the code like any other. */
    idCheck: z.enum(['id_checked', 'code_suffices']).default('id_checked'),
    /** Whether even an order with an ID check may change hands with nothing shown. */
    noneForIdCheck: z.boolean().default(false),
  })
  .meta({ id: 'ProofPolicy' });
export type ProofPolicy = z.infer<typeof ProofPolicy>;

export const StoreSettings = z
  .strictObject({
    name: line(1, 80),
    /** Set by admins alone; absent or empty means the store belongs to none. */
    region: line(0, 40).optional(),
    address: line(1, 200),
    phone: z
      .string()
      .max(100)
      .transform((typed) => cleanLine(typed).replace(/\p{Pd}/gu, '-'))
      .pipe(
        z
          .string()
          .regex(/^\+?[0-9 ().-]{5,24}$/, says('a phone number has digits, spaces and + ( ) . - only')),
      ),
    timeZone: z.string().refine(isTimeZone, says('an IANA time zone is needed, such as Europe/Paris')),
    /** Two letters (ISO 3166-1): of phone numbers without `+`. Absent or empty means where the time zone lies. */
    country: z
      .string()
      .regex(/^([A-Z]{2})?$/, says('a country is two capital letters, such as FR'))
      .optional(),
    languages: z.array(Language).min(1).max(2),
    hours: OpeningHours,
    /** Days on which `hours` do not hold, none of them twice; absent means there are none. */
    exceptions: z.array(HoursException).max(200).optional(),
    /** A wait under this counts as within the goal, in store minutes. Seconds. */
    goalS: z.number().int().min(30).max(1800).default(120),
    /** What customers are promised at the latest. Seconds. */
    promiseS: z.number().int().min(60).max(3600).default(300),
    /** Share of waits that the store wants within the goal, percent; absent means the usual, 90. */
    objectivePercent: z.number().int().min(50).max(99).optional(),
    /** How long before the arrival staff want to be alerted. Seconds. */
    leadS: z.number().int().min(30).max(900).default(120),
    /** Whether the lead follows how long the store's people take to walk out; `leadS` is then where it stands. */
    leadFollows: z.boolean().optional(),
    /** What has to be shown at a hand-over; absent means the usual. */
    proofPolicy: ProofPolicy.optional(),
    /** What customers may choose when goods are missing; absent means the usual. */
    shortages: ShortagePolicy.optional(),
    /** What is done for customers here; an order of any other service is refused. Absent means the usual. */
    services: z
      .array(Service)
      .min(1)
      .max(Service.options.length)
      .refine((services) => new Set(services).size === services.length, says('each service once'))
      .optional(),
    /** Whether no message and no wall screen says who collects what here, nor at which store. Absent means no. */
    discreet: z.boolean().optional(),
    /** Small kindnesses that the store's people may give; absent means none. */
    gestures: StoreGestures.optional(),
    premises: PolygonGeometry,
    entrance: PointGeometry,
    bays: z.array(Bay).max(200),
    /** None has the label of a bay, because a label alone says where somebody is. Absent means there are none. */
    counters: z.array(Counter).max(50).optional(),
    /** Their labels and those of their compartments belong to one place each. Absent means there are none. */
    lockers: z.array(LockerBank).max(20).optional(),
    /** For how long an order lies in a compartment before it is put back, hours; absent means the usual, 24. */
    lockerHoldHours: z.number().int().min(4).max(336).optional(),
    /** Where to park and what to do, by language. */
    instructions: z.strictObject({ fr: z.string().max(400), en: z.string().max(400) }),
    /** What is said to customers; absent means as usual. */
    messages: StoreMessages.optional(),
  })
  .meta({ id: 'StoreSettings' });
export type StoreSettings = z.infer<typeof StoreSettings>;

/** `PATCH /v1/stores/:storeId`: any of these; what is absent stays as it is. Unlike in a new store, nothing has a default. */
export const StoreChanges = StoreSettings.extend({
  goalS: StoreSettings.shape.goalS.unwrap(),
  promiseS: StoreSettings.shape.promiseS.unwrap(),
  leadS: StoreSettings.shape.leadS.unwrap(),
})
  .partial()
  .meta({ id: 'StoreChanges' });
export type StoreChanges = z.infer<typeof StoreChanges>;

export const NewStore = z.strictObject({ id: StoreId, settings: StoreSettings }).meta({ id: 'NewStore' });
export type NewStore = z.infer<typeof NewStore>;

/** `GET /v1/stores`: the stores that a manager may look at, by name, a page at a time. */
export const StoresQuery = z
  .strictObject({
    /** Words that all have to be in the name, the address, the region or the id; case and accents do not matter. */
    search: z.string().max(100).optional(),
    /** The `next` of the page before. */
    after: StoreId.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .meta({ id: 'StoresQuery' });
export type StoresQuery = z.infer<typeof StoresQuery>;

export const StoresPage = z
  .object({
    stores: z.array(
      z.object({ id: StoreId, name: z.string(), address: z.string(), region: z.string().nullable() }),
    ),
    /** Null when there are no more. */
    next: StoreId.nullable(),
  })
  .meta({ id: 'StoresPage' });
export type StoresPage = z.infer<typeof StoresPage>;

/** `GET /v1/regions`: those that stores belong to, by name. */
export const RegionView = z
  .object({ region: z.string(), stores: z.number().int() })
  .meta({ id: 'RegionOfStores' });
export type RegionView = z.infer<typeof RegionView>;

/** Something in a store's settings that can be right and probably is not. */
export const StoreWarning = z
  .object({
    field: z.string(),
    code: z.enum([
      'null_island',
      'swapped_coordinates',
      'zone_far_off',
      'small_radius',
      'small',
      'narrow',
      'entrance_outside',
      'bays_outside',
    ]),
    message: z.object({ en: z.string(), fr: z.string() }),
  })
  .meta({ id: 'StoreWarning' });
export type StoreWarning = z.infer<typeof StoreWarning>;

/** The photo of the spot where customers park. */
export const StorePhoto = z
  .object({
    /** Of this picture and no other: it may be kept for good. */
    url: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    /** What it shows, by language; may be empty. */
    alt: z.object({ fr: z.string(), en: z.string() }),
  })
  .meta({ id: 'StorePhoto' });
export type StorePhoto = z.infer<typeof StorePhoto>;

/** `PUT /v1/stores/:storeId/photo`. */
export const NewStorePhoto = z
  .strictObject({
    /** A JPEG or a WebP of 150 kB at most, as base64. */
    image: z.base64().min(1).max(210_000),
    alt: z.strictObject({ fr: line(0, 140), en: line(0, 140) }),
  })
  .meta({ id: 'NewStorePhoto' });
export type NewStorePhoto = z.infer<typeof NewStorePhoto>;

/** What a photo's address ends with. */
export const PhotoName = z.string().regex(/^[0-9a-f]{32}$/);

export const StoreView = z
  .object({
    id: StoreId,
    version: z.number().int(),
    settings: StoreSettings,
    /** Absent where there is none. */
    photo: StorePhoto.optional(),
    /** Absent when nothing looks wrong. */
    warnings: z.array(StoreWarning).optional(),
  })
  .meta({ id: 'Store' });
export type StoreView = z.infer<typeof StoreView>;

/** `GET /v1/stores/:storeId/signs`: what the sign at each bay carries as a QR code. */
export const BaySigns = z
  .object({
    signs: z.array(
      z.object({ bay: z.string(), kind: z.enum(['bay', 'counter', 'locker']), url: z.string() }),
    ),
  })
  .meta({ id: 'BaySigns' });
export type BaySigns = z.infer<typeof BaySigns>;
