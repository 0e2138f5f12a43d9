/** Opening hours in the store's own time zone, read off `Intl`: clock changes included. */
import { CLOSED_FOR_MS, CLOSED_YET_MS } from '../wait/left-open.js';
import { minutesOf } from './spans.js';
import { spansOn, type HoursException, type Span } from './exceptions.js';

const MINUTES_A_DAY = 24 * 60;
const MS_A_DAY = 86_400_000;

/** When a store is open. */
export interface Opening {
  /** By weekday, Monday first. */
  readonly hours: readonly (readonly Span[])[];
  /** The days on which the weekly hours do not hold. */
  readonly exceptions?: readonly HoursException[] | undefined;
  /** IANA name. */
  readonly timeZone: string;
}

/** Calendar day (`YYYY-MM-DD`) and minute of the day on the store's wall clock at `now` (Unix ms). */
export function wallClock(timeZone: string, now: number): { day: string; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((p) => p.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

/** An instant (Unix ms) on the store's wall clock, in 24 hours: `17:42`. */
export function clockTime(timeZone: string, at: number): string {
  const { minute } = wallClock(timeZone, at);
  const twoDigits = (count: number): string => String(count).padStart(2, '0');
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** Whether the store is open at `now` (Unix ms), or has no hours at all: then it may be open at any time. */
export const mayBeOpenAt = (store: Opening, now: number): boolean =>
  store.hours.every((spans) => spans.length === 0) || isOpenAt(store, now);

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - MS_A_DAY).toISOString().slice(0, 10);

function isWithin(span: Span, minute: number): boolean {
  const [from, to] = minutesOf(span);
  return minute >= from && minute < to;
}

/**
 * Whether the store is open at `now` (Unix ms). A span belongs to the day on which it begins; one whose end is not
 * after its start runs into the next day (22:00 to 02:00), and 00:00 to 00:00 is the whole day.
 */
export function isOpenAt({ hours, exceptions = [], timeZone }: Opening, now: number): boolean {
  const { day, minute } = wallClock(timeZone, now);
  const spans = (of: string): readonly Span[] => spansOn(hours, exceptions, of);
  return (
    spans(day).some((span) => isWithin(span, minute)) ||
    spans(dayBefore(day)).some((span) => isWithin(span, minute + MINUTES_A_DAY))
  );
}

const LOOK_EVERY_MS = 15 * 60_000;

/**
 * Whether the store has been closed for an hour and stays so for two more: its day is over, and this is no break at
 * noon. False for a store without any hours, of which nobody knows.
 */
export function isClosedForLong(opening: Opening, now: number): boolean {
  if (opening.hours.every((spans) => spans.length === 0)) return false;
  for (let at = now - CLOSED_FOR_MS; at <= now + CLOSED_YET_MS; at += LOOK_EVERY_MS) {
    if (isOpenAt(opening, at)) return false;
  }
  return true;
}
