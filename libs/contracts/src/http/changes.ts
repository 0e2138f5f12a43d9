/** What changes on the way, without a new order or trip. */
import { z } from 'zod';
import { Instant, Service } from '../ids/index.js';
import { line } from '../text/index.js';

/** `PUT …/service`: how an order is collected from now on. */
export const ChangeService = z.strictObject({ service: Service }).meta({ id: 'ChangeService' });
export type ChangeService = z.infer<typeof ChangeService>;

/** `PUT /v1/trips/{tripId}/late`: when the customer will be there instead. */
export const SayLate = z.strictObject({ arrivalAt: Instant }).meta({ id: 'SayLate' });
export type SayLate = z.infer<typeof SayLate>;

/** `POST /v1/trips/{tripId}/substitute`: another person may collect. A first name is all that is asked of them. */
export const NameSubstitute = z.strictObject({ firstName: line(1, 40) }).meta({ id: 'NameSubstitute' });
export type NameSubstitute = z.infer<typeof NameSubstitute>;

/** The response: the only one that has the substitute's link in clear. */
export const SubstituteLink = z
  .object({ name: z.string(), link: z.string().meta({ description: 'Give this to the substitute alone' }) })
  .meta({ id: 'SubstituteLink' });
export type SubstituteLink = z.infer<typeof SubstituteLink>;
