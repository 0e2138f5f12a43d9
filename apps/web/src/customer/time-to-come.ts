import { clockTime } from '../ui/format.js';

const DAY_MIN = 24 * 60;

const minutesOf = (clock: string): number => {
  const [, hours = '', minutes = ''] = /^(\d{1,2})\D(\d{2})/.exec(clock) ?? [];
  return Number(hours) * 60 + Number(minutes);
};

/**
 * The next instant at which the store's clock shows a time of day.
 * @param clock `HH:MM`, as a field for a time has it
 * @param now Unix ms
 * @returns Unix ms, to the minute; null for an empty field
 */
export function timeToCome(clock: string, now: number, timeZone: string): number | null {
  if (clock === '') return null;
  const ahead = (minutesOf(clock) - minutesOf(clockTime(now, timeZone)) + DAY_MIN) % DAY_MIN;
  return Math.floor(now / 60_000) * 60_000 + (ahead === 0 ? DAY_MIN : ahead) * 60_000;
}
