/** The people of a store, their PINs and passwords, and who is signed in. */
import { z } from 'zod';
import { Instant, StaffId, StaffRole, StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';
import { Region } from './stores.js';

const Pin = z.string().regex(/^\d{6,10}$/, says('a PIN has 6 to 10 digits'));
export const Login = z.string().trim().min(3).max(80);
export const Password = z.string().min(12).max(200);

/** `POST /v1/staff/sign-in` on an enrolled handheld. */
export const PinSignIn = z.strictObject({ staffId: StaffId, pin: Pin }).meta({ id: 'PinSignIn' });
export type PinSignIn = z.infer<typeof PinSignIn>;

/** `POST /v1/sign-in` for the manager's page. */
export const PasswordSignIn = z
  .strictObject({ login: z.string().trim().min(1).max(80), password: z.string().min(1).max(200) })
  .meta({ id: 'PasswordSignIn' });
export type PasswordSignIn = z.infer<typeof PasswordSignIn>;

const NamedStore = z.object({ id: StoreId, name: z.string() });

export const StaffView = z
  .object({
    id: StaffId,
    name: z.string(),
    role: StaffRole,
    disabledAt: Instant.nullable(),
    /** Sent back as If-Match with a change of name, role or reach. */
    version: z.number().int(),
    /** The store that they belong to; null for an admin of all stores. */
    home: NamedStore.nullable(),
    /** The other stores that they were given one by one. */
    stores: z.array(NamedStore),
    /** The regions whose stores they reach, also those that join later. */
    regions: z.array(z.string()),
  })
  .meta({ id: 'Staff' });
export type StaffView = z.infer<typeof StaffView>;

export const NewStaff = z
  .strictObject({
    name: line(1, 40),
    role: StaffRole,
    pin: Pin.optional(),
    login: Login.optional(),
    password: Password.optional(),
  })
  .meta({ id: 'NewStaff' });
export type NewStaff = z.infer<typeof NewStaff>;

/**
 * `PATCH /v1/stores/:storeId/staff/:staffId` with If-Match: another name, another role with what its owner then signs in
 * with, as when adding them, or another reach.
 */
export const StaffChanges = z
  .strictObject({
    name: line(1, 40).optional(),
    role: z.enum(['staff', 'manager']).optional(),
    pin: Pin.optional(),
    login: Login.optional(),
    password: Password.optional(),
    /** All stores besides their own, or none. */
    stores: z.array(StoreId).max(200).optional(),
    /** All regions, or none; only admins change them. */
    regions: z.array(Region).max(20).optional(),
  })
  .refine(
    ({ name, role, stores, regions }) => [name, role, stores, regions].some((given) => given !== undefined),
    says('give a name, a role, stores or regions'),
  )
  .meta({ id: 'StaffChanges' });
export type StaffChanges = z.infer<typeof StaffChanges>;

/** `POST /v1/admins`: of all stores. */
export const NewAdmin = z
  .strictObject({ name: line(1, 40), login: Login, password: Password })
  .meta({ id: 'NewAdmin' });
export type NewAdmin = z.infer<typeof NewAdmin>;

/** `PATCH /v1/admins/:staffId` with If-Match. */
export const AdminChanges = z.strictObject({ name: line(1, 40) }).meta({ id: 'AdminChanges' });
export type AdminChanges = z.infer<typeof AdminChanges>;

/** `POST /v1/stores/:storeId/staff/:staffId/pin` (manager): whoever is signed in with the old one is out. */
export const NewPin = z.strictObject({ pin: Pin }).meta({ id: 'NewPin' });
export type NewPin = z.infer<typeof NewPin>;

/** `POST /v1/staff/me/pin`: one's own, which takes the current one. */
export const ChangePin = z
  .strictObject({ current: z.string().min(1).max(10), pin: Pin })
  .meta({ id: 'ChangePin' });
export type ChangePin = z.infer<typeof ChangePin>;

/** `POST /v1/stores/:storeId/staff/:staffId/password`: `login` only for who has none yet or changes it. */
export const NewPassword = z
  .strictObject({ password: Password, login: Login.optional() })
  .meta({ id: 'NewPassword' });
export type NewPassword = z.infer<typeof NewPassword>;

/** `POST /v1/me/password`: one's own, which takes the current one. */
export const ChangePassword = z
  .strictObject({ current: z.string().min(1).max(200), password: Password })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** `GET /v1/me` for the manager's page. */
export const ManagerSession = z
  .object({
    staffId: StaffId,
    name: z.string(),
    role: StaffRole,
    stores: z.array(z.object({ id: StoreId, name: z.string() })),
    /** There are more than these: `GET /v1/stores` searches them all. Absent otherwise. */
    moreStores: z.boolean().optional(),
  })
  .meta({ id: 'ManagerSession' });
export type ManagerSession = z.infer<typeof ManagerSession>;
