/** The settings of a store that its board uses; the `settings_changed` event has all of them. */
import { z } from 'zod';
import { Language, Service, StoreId } from '../ids/index.js';
import { GestureId, GestureLabel } from './gesture.js';

export const BoardStore = z.object({
  id: StoreId,
  name: z.string(),
  timeZone: z.string(),
  /** Seconds, as the two below. */
  goalS: z.number(),
  promiseS: z.number(),
  leadS: z.number(),
  bays: z.array(z.string()),
  /** Absent where there are none. */
  counters: z.array(z.string()).optional(),
  /** Labels of the lockers; absent where there are none. */
  lockers: z.array(z.string()).optional(),
  /** What its people may give a customer; absent where that is nothing. */
  gestures: z.array(z.object({ id: GestureId, label: GestureLabel })).optional(),
  languages: z.array(Language),
  /** Absent unless its walls show no names. */
  discreet: z.boolean().optional(),
  /** By which it serves people; absent in what was written before stores said so. */
  services: z.array(Service).optional(),
});
export type BoardStore = z.infer<typeof BoardStore>;
