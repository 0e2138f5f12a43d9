/** How far the set-up of a store has come. */
import { z } from 'zod';

export const SetUpStep = z.enum(['hours', 'place', 'people', 'screens', 'order']);
export type SetUpStep = z.infer<typeof SetUpStep>;

/** `GET /v1/stores/:storeId/set-up`: the steps in their order. */
export const SetUpView = z
  .object({
    steps: z.array(
      z.object({
        step: SetUpStep,
        /** Read off the store: hours set, bays, somebody with a PIN, a screen, an order ever placed. */
        done: z.boolean(),
        /** Somebody chose to leave it for later. */
        skipped: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'SetUp' });
export type SetUpView = z.infer<typeof SetUpView>;

/** `PUT /v1/stores/:storeId/set-up/:step` */
export const SkipSetUpStep = z.strictObject({ skipped: z.boolean() }).meta({ id: 'SkipSetUpStep' });
export type SkipSetUpStep = z.infer<typeof SkipSetUpStep>;
