/** What changes on the way, without a new order or trip. */
import { z } from 'zod';
import { Instant, Service } from '../ids/index.js';

/** `PUT …/service`: how an order is collected from now on. */
export const ChangeService = z.strictObject({ service: Service }).meta({ id: 'ChangeService' });
export type ChangeService = z.infer<typeof ChangeService>;

/** `PUT /v1/trips/{tripId}/late`: when the customer will be there instead. */
export const SayLate = z.strictObject({ arrivalAt: Instant }).meta({ id: 'SayLate' });
export type SayLate = z.infer<typeof SayLate>;
