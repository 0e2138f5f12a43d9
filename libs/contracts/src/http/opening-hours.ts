/** When a store is open: by weekday, and on the days on which that does not hold. */
import { z } from 'zod';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, says('a time of day is HH:MM'));
export const HoursSpans = z.array(z.strictObject({ from: TimeOfDay, to: TimeOfDay })).max(4);

/** Opening hours by weekday, Monday first: each day a list of spans in the store's own time zone. */
export const OpeningHours = z.array(HoursSpans).length(7).meta({ id: 'OpeningHours' });
export type OpeningHours = z.infer<typeof OpeningHours>;

/** Days on which the weekly hours do not hold, `to` included; without spans the store is closed. */
export const HoursException = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    spans: HoursSpans,
    /** What customers read beside the hours, such as the holiday's name; may be empty. */
    label: z.strictObject({ fr: line(0, 60), en: line(0, 60) }),
  })
  .refine(({ from, to }) => from <= to, { error: says('the last day is before the first'), path: ['to'] })
  .meta({ id: 'HoursException' });
export type HoursException = z.infer<typeof HoursException>;
