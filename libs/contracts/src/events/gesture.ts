/** A small kindness of the staff, given to a customer, as cards and pages know it. */
import { z } from 'zod';
import { Instant } from '../ids/index.js';
import { line } from '../text/index.js';

/** The store's own word for it; a label may change, this does not. */
export const GestureId = z
  .string()
  .regex(/^[a-z0-9-]{1,32}$/)
  .meta({ id: 'GestureId', examples: ['coffee'] });

/** What it is called, in each language of a page. */
export const GestureLabel = z.strictObject({ fr: line(1, 40), en: line(1, 40) }).meta({ id: 'GestureLabel' });
export type GestureLabel = z.infer<typeof GestureLabel>;

export const GivenGesture = z
  .object({ gestureId: GestureId, label: GestureLabel, givenAt: Instant })
  .meta({ id: 'GivenGesture' });
export type GivenGesture = z.infer<typeof GivenGesture>;
