/** The compartment of an order, as cards know it. Never its code. */
import { z } from 'zod';
import { BayLabel, Instant } from '../ids/index.js';

export const CompartmentSize = z.enum(['small', 'large', 'cold']);
export type CompartmentSize = z.infer<typeof CompartmentSize>;

export const CardLocker = z
  .object({
    /** The label of the lockers, which is that of their sign. */
    bank: BayLabel,
    compartment: BayLabel,
    size: CompartmentSize,
    assignedAt: Instant,
    /** Since when the goods are to be taken out again, because nobody will come for them; absent otherwise. */
    emptySince: Instant.optional(),
    /** Another compartment that was reported as opened for this order; absent when none was. */
    openedInstead: z.object({ compartment: BayLabel, at: Instant }).optional(),
  })
  .meta({ id: 'LockerOfOrder' });
export type CardLocker = z.infer<typeof CardLocker>;
