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
export const NewEnrolCode = z.strictObject({ kind: DeviceKind }).meta({ id: 'NewEnrolCode' });
export const EnrolCodeView = z
  .object({ code: z.string(), kind: DeviceKind, expiresAt: Instant })
  .meta({ id: 'EnrolCode' });
export type EnrolCodeView = z.infer<typeof EnrolCodeView>;

export const DeviceView = z
  .object({
    id: DeviceId,
    storeId: StoreId,
    name: z.string(),
    kind: DeviceKind,
    enrolledAt: Instant,
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof DeviceView>;

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
