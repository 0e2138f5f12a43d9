/**
 * What a shop sends with `POST /v1/orders`. Shops' systems have names that are too long, languages that we do not
 * speak and fields that are null: what can be corrected is corrected, and the response says what was changed.
 */
import { z } from 'zod';
import { Instant, Language, OrderFlag, Service, StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { cleanLine, line, shortened } from '../text/index.js';
import { flagsOf, itemsIn, OrderLine, OrderLines } from './order-lines.js';

export const Adjustment = z
  .object({
    field: z.string(),
    reason: z.enum([
      'cleaned',
      'shortened',
      'number_as_text',
      'language_mapped',
      'language_unknown',
      'missing',
      'unreadable',
      'landline',
      'not_kept',
    ]),
    /** What is used instead; null when nothing is. */
    to: z.string().nullable(),
  })
  .meta({ id: 'Adjustment' });
export type Adjustment = z.infer<typeof Adjustment>;

export const PickupWindow = z
  .strictObject({ from: Instant, to: Instant })
  .refine((w) => Date.parse(w.from) < Date.parse(w.to), {
    path: ['to'],
    message: says('the window must end after it begins'),
  });

const FIRST_NAME_AT_MOST = 40;
const NOTE_AT_MOST = 100;
const REFERENCE_AT_MOST = 64;
/** The most characters of a text; a longer field holds something else. */
const Text = z.string().max(2_000);
const Reference = z
  .union([Text, z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)])
  .refine((given) => cleanLine(String(given)).length <= REFERENCE_AT_MOST, {
    message: says('a reference has at most 64 characters'),
  });

/** Compared letter by letter, and therefore not cleaned. */
const ExternalId = z
  .union([z.string(), z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).transform(String)])
  .pipe(
    z
      .string()
      .regex(/^[\x21-\x7e]{1,128}$/, says('an external id is 1 to 128 letters, digits or signs, no spaces')),
  );

const State = z.enum(['placed', 'preparing', 'ready']);

/** What may be sent to the customer: about this order unless they said no, anything else only if they said yes. */
const GivenConsents = z.strictObject({
  /** Text messages about this order. */
  sms: z.boolean().default(true),
  /** E-mails about this order. */
  email: z.boolean().default(true),
  /** Anything else, on either. */
  marketing: z.boolean().default(false),
  /** When they said so; absent means as the order was placed. */
  at: Instant.optional(),
  /** The text that they agreed to, by a version or an address of the shop's. */
  text: line(0, 80).optional(),
});

/** Where a customer is reached, as a shop sends it. */
const GivenAddresses = {
  /** As they typed it; without a `+` it is a number of the store's country. */
  phone: z.union([Text, z.number()]).nullish(),
  email: Text.nullish(),
  consents: GivenConsents.nullish(),
};
const readAddresses = (given: {
  readonly phone?: string | number | null | undefined;
  readonly email?: string | null | undefined;
  readonly consents?: z.infer<typeof GivenConsents> | null | undefined;
}): {
  phone?: string | undefined;
  email?: string | undefined;
  consents?: z.infer<typeof GivenConsents> | undefined;
} => ({
  phone: String(given.phone ?? '').trim() || undefined,
  email: given.email?.trim() || undefined,
  consents: given.consents ?? undefined,
});
const IfReferenceExists = z.enum(['refuse', 'return']);

/** What is left to place, once the text is clean and everything has its value. */
const Wanted = z.object({
  storeId: StoreId,
  externalId: z.string().optional(),
  reference: z.string().optional(),
  ifReferenceExists: IfReferenceExists,
  customer: z.object({
    firstName: z.string(),
    lastName: z.string().optional(),
    language: Language.optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    consents: GivenConsents.optional(),
  }),
  service: Service.nullable(),
  window: PickupWindow.nullable(),
  itemsCount: z.number().int(),
  lines: z.array(z.custom<OrderLine>()),
  flags: z.array(OrderFlag),
  note: z.string().nullable(),
  state: State,
  adjusted: z.array(Adjustment),
});

export const PlaceOrder = z
  .strictObject({
    storeId: StoreId,
    /**
     * The order's id in the shop's system, unique for the shop at all of its stores: the same id again is the same
     * order, and the response is that order with another link.
     */
    externalId: ExternalId.nullish().transform((given) => given ?? undefined),
    /** The shop's own number for the order, shown to nobody but the shop. */
    reference: Reference.nullish(),
    /** What to do when this shop has an order with this reference at the store: refuse (409), or return that one. */
    ifReferenceExists: IfReferenceExists.default('refuse'),
    customer: z.strictObject({
      firstName: Text.nullish(),
      /** Only the initial is kept. */
      lastName: Text.nullish(),
      /** BCP 47, such as `fr-FR`; of one that Curbline does not speak the store's first language is used. */
      language: z.string().max(35).nullish(),
      ...GivenAddresses,
    }),
    /** What is done for the customer, one of the services that the store offers; absent means the first of them. */
    service: Service.nullish(),
    /** The same under its former name, which shops may go on sending. */
    pickupType: Service.nullish(),
    /** The promised window; absent means as soon as it is ready. */
    window: PickupWindow.nullable().default(null),
    itemsCount: z
      .union([
        z.number(),
        z
          .string()
          .regex(/^\d{1,3}$/)
          .transform(Number),
      ])
      .nullish()
      .transform((given) => given ?? 1)
      .pipe(z.number().int().min(1).max(999)),
    /** What is in the bags; `itemsCount` and the flags of the order follow from them. */
    lines: OrderLines.nullish().transform((given) => given ?? []),
    flags: z
      .array(OrderFlag)
      .max(20)
      .nullish()
      .transform((given) => [...new Set(given)]),
    note: Text.nullish(),
    /** Where the order stands already. */
    state: State.nullish().transform((given) => given ?? 'placed'),
  })
  .refine(({ service, pickupType }) => !service || !pickupType || service === pickupType, {
    path: ['pickupType'],
    message: says('service and its former name pickupType differ, send service alone'),
  })
  .transform(({ pickupType, ...given }): z.input<typeof Wanted> => {
    const adjusted: Adjustment[] = [];
    const customer = {
      firstName: lineOf(given.customer.firstName, 'customer.firstName', FIRST_NAME_AT_MOST, adjusted),
      lastName: cleanLine(given.customer.lastName ?? '') || undefined,
      language: languageOf(given.customer.language, adjusted),
      ...readAddresses(given.customer),
    };
    const reference = referenceOf(given.reference, adjusted);
    const note = lineOf(given.note, 'note', NOTE_AT_MOST, adjusted) || null;
    const { lines } = given;
    const itemsCount = lines.length > 0 ? itemsIn(lines) : given.itemsCount;
    const flags = [...new Set([...given.flags, ...flagsOf(lines)])];
    const service = given.service ?? pickupType ?? null;
    return { ...given, service, reference, customer, itemsCount, flags, note, adjusted };
  })
  .pipe(Wanted)
  .meta({ id: 'PlaceOrder' });
/**
 * `customer.firstName` is empty when none was sent; the store's language decides what stands there instead. So does what
 * the store offers of a `service` that is null.
 */
export type PlaceOrder = z.infer<typeof PlaceOrder>;

/**
 * `PUT /v1/orders/:orderId/contact`: where the customer is reached from now on, whole. What is left out is kept no longer,
 * but for consents and language, which stay until they are said anew.
 */
export const ChangeContact = z
  .strictObject({ ...GivenAddresses, language: z.string().max(35).nullish() })
  .transform((given) => {
    const adjusted: Adjustment[] = [];
    return { ...readAddresses(given), language: languageOf(given.language, adjusted), adjusted };
  })
  .meta({ id: 'ChangeContact' });
export type ChangeContact = z.infer<typeof ChangeContact>;

/** What became of it; the addresses are not repeated. */
export const ChangedContact = z
  .object({
    phone: z.boolean(),
    email: z.boolean(),
    language: Language,
    /** What could not be used, and why. */
    adjusted: z.array(Adjustment).optional(),
  })
  .meta({ id: 'ChangedContact' });
export type ChangedContact = z.infer<typeof ChangedContact>;

function lineOf(
  given: string | null | undefined,
  field: string,
  most: number,
  adjusted: Adjustment[],
): string {
  const clean = cleanLine(given ?? '');
  const kept = shortened(clean, most);
  if (kept !== clean) adjusted.push({ field, reason: 'shortened', to: kept });
  else if (clean !== (given ?? '').trim()) adjusted.push({ field, reason: 'cleaned', to: clean });
  return kept;
}

function referenceOf(given: string | number | null | undefined, adjusted: Adjustment[]): string | undefined {
  if (given === null || given === undefined) return undefined;
  const clean = cleanLine(String(given));
  if (typeof given === 'number') adjusted.push({ field: 'reference', reason: 'number_as_text', to: clean });
  return clean || undefined;
}

function languageOf(given: string | null | undefined, adjusted: Adjustment[]): Language | undefined {
  if (!given) return undefined;
  const tag = given.trim().toLowerCase().split(/[-_]/, 1)[0];
  const known = Language.safeParse(tag);
  const field = 'customer.language';
  if (!known.success) adjusted.push({ field, reason: 'language_unknown', to: null });
  else if (given !== known.data) adjusted.push({ field, reason: 'language_mapped', to: known.data });
  return known.success ? known.data : undefined;
}
