/** What changes on the way, without a new order or trip. */
import { z } from 'zod';
import { Service } from '../ids/index.js';

/** `PUT …/service`: how an order is collected from now on. */
export const ChangeService = z.strictObject({ service: Service }).meta({ id: 'ChangeService' });
export type ChangeService = z.infer<typeof ChangeService>;
