/** The installation itself, before anybody can sign in. */
import { z } from 'zod';
import { Language, StoreId } from '../ids/index.js';
import { line } from '../text/index.js';
import { Login, Password } from './staff.js';

/** `GET /v1/installation`: what the start page and the sign-in need to know before anybody has signed in. */
export const InstallationView = z
  .object({
    /** False until the first admin is made: nobody can sign in yet. */
    adminExists: z.boolean(),
    /** What the identity provider is called with which managers may sign in; null when there is none. */
    signInWith: z.string().nullable(),
    /** The demonstration's stores, open to every visitor; empty when there is none. */
    demonstration: z.array(z.object({ storeId: StoreId, name: z.string(), language: Language })),
  })
  .meta({ id: 'Installation' });
export type InstallationView = z.infer<typeof InstallationView>;

/** `POST /v1/first-admin`: who opens the one-time address of a new installation makes its first admin. */
export const FirstAdmin = z
  .strictObject({
    /** The part of the address after `#first-admin=`. */
    invitation: z.string().min(1).max(200),
    name: line(1, 40),
    login: Login,
    password: Password,
  })
  .meta({ id: 'FirstAdmin' });
export type FirstAdmin = z.infer<typeof FirstAdmin>;

/** `POST /v1/demo/doors`: one click into the demonstration, as one of the people that Curbline is for. */
export const DemoDoor = z
  .strictObject({ storeId: StoreId, as: z.enum(['customer', 'staff', 'wall', 'manager']) })
  .meta({ id: 'DemoDoor' });
export type DemoDoor = z.infer<typeof DemoDoor>;

/** Where the page goes next; the cookies of its session came with the answer. */
export const OpenedDoor = z.object({ address: z.string() }).meta({ id: 'OpenedDoor' });
export type OpenedDoor = z.infer<typeof OpenedDoor>;

/**
 * How a simulated customer comes: `shares` the position, `declares` a time instead, is `lost` at first, is `early`, finds the
 * `order_late`, `gives_up` on the way, comes `on_foot` to a counter, or drives to the `wrong_store`.
 */
export const DemoManner = z.enum([
  'shares',
  'declares',
  'lost',
  'early',
  'order_late',
  'gives_up',
  'on_foot',
  'wrong_store',
]);
export type DemoManner = z.infer<typeof DemoManner>;

/** How fast the simulated people act; 1 is real time. Clocks are not changed. */
export const DemoSpeed = z.literal([1, 5, 20]);
export type DemoSpeed = z.infer<typeof DemoSpeed>;

/** `POST /v1/demo/speed` */
export const ChangeDemoSpeed = z.strictObject({ speed: DemoSpeed }).meta({ id: 'ChangeDemoSpeed' });
export type ChangeDemoSpeed = z.infer<typeof ChangeDemoSpeed>;

/** `GET /v1/demo` */
export const DemoView = z
  .object({
    stores: z.array(
      z.object({
        storeId: StoreId,
        name: z.string(),
        language: Language,
        /** The simulated customer who set off last; null before the first. */
        lastCustomer: z.object({ manner: DemoManner, name: z.string() }).nullable(),
      }),
    ),
    /** Null when nobody is simulated. */
    speed: DemoSpeed.nullable(),
  })
  .meta({ id: 'Demo' });
export type DemoView = z.infer<typeof DemoView>;
