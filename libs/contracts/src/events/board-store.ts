/** What a board needs of its store; it rides whole in the event that tells of changed settings. */
import { z } from 'zod';
import { Language, StoreId } from '../ids/index.js';

export const BoardStore = z.object({
  id: StoreId,
  name: z.string(),
  timeZone: z.string(),
  /** Seconds, as the two below. */
  goalS: z.number(),
  promiseS: z.number(),
  leadS: z.number(),
  bays: z.array(z.string()),
  languages: z.array(Language),
});
export type BoardStore = z.infer<typeof BoardStore>;
