/** Stores, bays and people of a chain as one file, and the report of what came of each row. See docs/import.md. */
import { z } from 'zod';
import { BayLabel, StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';
import { Login } from './staff.js';
import { StoreChanges } from './stores.js';

/** More than any chain has in one file; a file past either is refused before anything of it is done. */
export const MOST_IMPORT_ROWS = 50_000;
export const MOST_IMPORT_BYTES = 16 * 1024 * 1024;

const LATITUDE = says('a latitude is between -90 and 90: it may be swapped with the longitude');
const LONGITUDE = says('a longitude is between -180 and 180');
const Latitude = z.number().min(-90, LATITUDE).max(90, LATITUDE);
const Longitude = z.number().min(-180, LONGITUDE).max(180, LONGITUDE);

export const ImportedBay = z
  .strictObject({ label: BayLabel, latitude: Latitude, longitude: Longitude })
  .meta({ id: 'ImportedBay' });
export type ImportedBay = z.infer<typeof ImportedBay>;

/** A bay on a line of its own, as CSV has it. */
export const ImportedBayOfStore = ImportedBay.extend({ store: StoreId }).meta({ id: 'ImportedBayOfStore' });
export type ImportedBayOfStore = z.infer<typeof ImportedBayOfStore>;

const OfPlace = z.string().max(400);

/** A store to be made or changed: what is absent stays as it is, and bays and exceptions that are not named stay. */
export const ImportedStore = StoreChanges.omit({ bays: true, entrance: true, instructions: true })
  .extend({
    id: StoreId,
    /** Of the entrance, degrees. */
    latitude: Latitude.optional(),
    longitude: Longitude.optional(),
    /** Of round premises about the entrance, meters; an outline that was drawn stays. */
    radiusM: z.number().int().min(10).max(550).optional(),
    bays: z.array(ImportedBay).max(200).optional(),
    instructions: z.strictObject({ fr: OfPlace.optional(), en: OfPlace.optional() }).optional(),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    error: says('latitude and longitude go together'),
    path: ['latitude'],
  })
  .meta({ id: 'ImportedStore' });
export type ImportedStore = z.infer<typeof ImportedStore>;

/** A person of a store: a manager is known by the login, anybody else by store and name. Their first secret is made here. */
export const ImportedPerson = z
  .strictObject({
    store: StoreId,
    name: line(1, 40),
    role: z.enum(['staff', 'manager']),
    login: Login.toLowerCase().optional(),
  })
  .refine(({ role, login }) => role === 'staff' || login !== undefined, {
    error: says('a manager needs a login'),
    path: ['login'],
  })
  .refine(({ role, login }) => role === 'manager' || login === undefined, {
    error: says('staff sign in with a PIN: leave the login empty'),
    path: ['login'],
  })
  .meta({ id: 'ImportedPerson' });
export type ImportedPerson = z.infer<typeof ImportedPerson>;

/** `POST /v1/imports`: with `dryRun=true` the same report, and nothing is changed. */
export const ImportQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });
export type ImportQuery = z.infer<typeof ImportQuery>;

export const ImportKind = z.enum(['store', 'bay', 'person']);
export type ImportKind = z.infer<typeof ImportKind>;

export const ImportOutcome = z.enum(['created', 'changed', 'unchanged', 'refused']);
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** In both languages, because the page may change its own while the report is read. */
const Sentence = z.object({ en: z.string(), fr: z.string() });
export const ImportRemark = z.object({ field: z.string(), message: Sentence }).meta({ id: 'ImportRemark' });
export type ImportRemark = z.infer<typeof ImportRemark>;

export const ImportRow = z
  .object({
    /** As a spreadsheet numbers it; in a declarative file the place in its list, from 1. */
    row: z.number().int(),
    kind: ImportKind,
    /** The store's id; for a bay and a person with their own name behind it. */
    name: z.string(),
    outcome: ImportOutcome,
    /** What differs, by the names of the file. */
    fields: z.array(z.string()),
    /** Why the row was refused, and what to do about it. */
    errors: z.array(ImportRemark),
    /** What can be right and probably is not. */
    warnings: z.array(ImportRemark),
    /** The first PIN or password of a person; it is in no other answer. */
    secret: z.string().optional(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof ImportRow>;

/** How the file was understood. */
export const ImportAbout = z
  .object({
    format: z.enum(['csv', 'yaml', 'json']),
    encoding: z.enum(['utf-8', 'utf-16', 'windows-1252']),
    /** Of CSV: `;`, `,` or a tab. */
    separator: z.string().nullable(),
    rows: z.number().int(),
    /** Columns that are not known and were left out. */
    ignored: z.array(z.string()),
  })
  .meta({ id: 'ImportAbout' });
export type ImportAbout = z.infer<typeof ImportAbout>;

export const ImportEnd = z
  .object({
    dryRun: z.boolean(),
    rows: z.record(ImportOutcome, z.number().int()),
    /** Why it ended before the last row; null when it did not. The same file again goes on from there. */
    stopped: Sentence.nullable(),
  })
  .meta({ id: 'ImportEnd' });
export type ImportEnd = z.infer<typeof ImportEnd>;

/** One line of the answer, which is NDJSON: first `about`, then each row, then `end`. */
export const ImportLine = z
  .union([z.object({ about: ImportAbout }), z.object({ row: ImportRow }), z.object({ end: ImportEnd })])
  .meta({ id: 'ImportLine' });
export type ImportLine = z.infer<typeof ImportLine>;
