/** Enrolled boards: how a browser becomes one, and what it knows before anybody signs in. */
import { z } from 'zod';
import { DeviceId, DeviceKind, Instant, Language, StaffId, StaffRole, StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';

/** `POST /v1/devices/enrol`: a single-use code makes this browser a board of the store. */
export const EnrolDevice = z
  .strictObject({
    code: z
      .string()
      .trim()
      .toUpperCase()
      .transform((c) => c.replace(/[\s-]/g, ''))
      .pipe(z.string().regex(/^[A-Z2-9]{8}$/, says('the code has 8 letters or digits'))),
    name: line(1, 40),
  })
  .meta({ id: 'EnrolDevice' });
export type EnrolDevice = z.infer<typeof EnrolDevice>;

/** `POST /v1/stores/:storeId/devices/codes` (manager). */
export const NewEnrolCode = z
  .strictObject({
    kind: DeviceKind,
    /** What the screen is called, whatever is typed on it. */
    name: line(1, 40).optional(),
    /** For a code that is made in advance: how many days it is good for. Ten minutes when left out. */
    days: z.int().min(1).max(7).optional(),
  })
  .meta({ id: 'NewEnrolCode' });
export type NewEnrolCode = z.infer<typeof NewEnrolCode>;

export const EnrolCodeId = z.uuid().meta({ description: 'Id of a code; the code itself is a secret' });
/** A code that is still good; what it is, is shown once, when it is made. */
export const OpenEnrolCode = z
  .object({
    id: EnrolCodeId,
    kind: DeviceKind,
    name: z.string().nullable(),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'OpenEnrolCode' });
export type OpenEnrolCode = z.infer<typeof OpenEnrolCode>;
export const EnrolCodeView = OpenEnrolCode.extend({ code: z.string() }).meta({ id: 'EnrolCode' });
export type EnrolCodeView = z.infer<typeof EnrolCodeView>;

export const DeviceView = z
  .object({
    id: DeviceId,
    storeId: StoreId,
    name: z.string(),
    kind: DeviceKind,
    enrolledAt: Instant,
    /** To the minute; null: not since this is noted. */
    lastSeenAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    /** Sent back as If-Match with a change. */
    version: z.number().int(),
  })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof DeviceView>;

/** `PATCH /v1/stores/:storeId/devices/:deviceId` with If-Match. */
export const DeviceChanges = z.strictObject({ name: line(1, 40) }).meta({ id: 'DeviceChanges' });
export type DeviceChanges = z.infer<typeof DeviceChanges>;

/** `GET /v1/device`: what an enrolled screen needs before anybody signs in. */
export const DeviceSession = z
  .object({
    device: z.object({ id: DeviceId, name: z.string(), kind: DeviceKind }),
    store: z.object({ id: StoreId, name: z.string(), languages: z.array(Language), timeZone: z.string() }),
    /** Who may sign in here; only first names. */
    people: z.array(z.object({ id: StaffId, name: z.string() })),
    signedIn: z.object({ staffId: StaffId, name: z.string(), role: StaffRole }).nullable(),
  })
  .meta({ id: 'DeviceSession' });
export type DeviceSession = z.infer<typeof DeviceSession>;
