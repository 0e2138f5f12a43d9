/** Opening hours in the store's own time zone, read off `Intl`: clock changes included. */
import type { OpeningHours } from '@curbline/contracts/http';
import { CLOSED_FOR_MS, CLOSED_YET_MS } from '@curbline/domain/wait';

const MINUTES_A_DAY = 24 * 60;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Day (0 is Monday) and minute of the day on the store's wall clock at `now` (Unix ms). */
function wallClock(timeZone: string, now: number): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((p) => p.type === type)?.value ?? '';
  return {
    day: WEEKDAYS.indexOf(part('weekday')),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

function minuteOf(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/**
 * Whether the store is open at `now` (Unix ms). A span whose end is not after its start runs into the
 * next day (22:00 to 02:00), and 00:00 to 00:00 is the whole day.
 */
export function isOpenAt(hours: OpeningHours, timeZone: string, now: number): boolean {
  const { day, minute } = wallClock(timeZone, now);
  const spansOf = (index: number) => hours[(index + 7) % 7] ?? [];
  const within = (span: { from: string; to: string }, at: number): boolean => {
    const from = minuteOf(span.from);
    const to = minuteOf(span.to);
    const end = to > from ? to : to + MINUTES_A_DAY;
    return at >= from && at < end;
  };
  return (
    spansOf(day).some((span) => within(span, minute)) ||
    spansOf(day - 1).some((span) => within(span, minute + MINUTES_A_DAY))
  );
}

const LOOK_EVERY_MS = 15 * 60_000;

/**
 * Whether the store has been closed for an hour and stays so for two more: its day is over, and this is no break at
 * noon. False for a store without any hours, of which nobody knows.
 */
export function isClosedForLong(hours: OpeningHours, timeZone: string, now: number): boolean {
  if (hours.every((spans) => spans.length === 0)) return false;
  for (let at = now - CLOSED_FOR_MS; at <= now + CLOSED_YET_MS; at += LOOK_EVERY_MS) {
    if (isOpenAt(hours, timeZone, at)) return false;
  }
  return true;
}
