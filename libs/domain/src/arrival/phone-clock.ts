/**
 * The order and the time of fixes.
 *
 * Order is judged by the phone's own clock, which runs steadily even when it is a day off. The server's
 * time of a fix is the phone's plus an offset: what `sentAt` shows, else the smallest delay seen so far,
 * because a delay only ever makes a fix look older. A phone that sets its clock in the middle of a trip
 * would be refused for ever: three fixes in a row that agree with each other move the clock instead.
 *
 * Positions may be stamped by another clock (the satellites', or one that counts from 2001) than the one that
 * `sentAt` is read from. A fix taken after it was sent shows that, and so do two in a row that come live and
 * claim to be old. From then on `sentAt` says nothing, and the smallest delay is all there is.
 */
import { PARAMETERS } from './parameters.js';
import type { PhoneClock } from './track-state.js';
import type { Fix, FixRefusal } from './types.js';

export type ClockReading =
  /** `shiftMs`: by how much the times of all earlier fixes turn out to have been wrong. */
  | {
      readonly clock: PhoneClock;
      readonly at: number;
      readonly shiftMs: number;
      readonly refused?: undefined;
    }
  /** `at` is given for a fix that came late: it may still correct what happened. */
  | { readonly clock: PhoneClock | undefined; readonly refused: FixRefusal; readonly at?: number };

/** Fixes in a row that must agree before the clock is set anew. */
const STRAYS_TO_MOVE = 3;
/** Two fixes are live if they came in as far apart as they were taken, to within this. */
const LIVE_WITHIN_MS = 5000;
/** No live fix is older than this; and two readings of one clock differ by no more than the other. */
const LIVE_AGE_MS = 60_000;
const SAME_CLOCK_MS = 1000;

/** Places a fix on the server's clock, or says why it is passed over. */
export function readClock(clock: PhoneClock | undefined, fix: Fix): ClockReading {
  const delayMs = fix.receivedAt - fix.recordedAt;
  const apart = clocksApart(clock, fix);
  const sentAt = apart ? undefined : fix.sentAt;
  const shownMs = sentAt === undefined ? delayMs : fix.receivedAt - sentAt;
  if (!clock) return marked(firstReading(fix, shownMs), apart);
  if (apart && clock.apart === undefined && fix.recordedAt > clock.newestRecordedAt) {
    return marked(settled(fix, delayMs, delayMs - clock.offsetMs), apart);
  }
  return marked(nextReading(clock, { ...fix, sentAt }, shownMs, delayMs), apart);
}

const marked = (reading: ClockReading, apart: boolean): ClockReading =>
  apart && reading.clock ? { ...reading, clock: { ...reading.clock, apart: 1 } } : reading;

/** Whether the clock of the positions and that of sending turn out to be two. */
function clocksApart(clock: PhoneClock | undefined, { recordedAt, sentAt, receivedAt }: Fix): boolean {
  if (clock?.apart !== undefined) return true;
  if (sentAt === undefined) return false;
  const ageMs = sentAt - recordedAt;
  if (ageMs >= -SAME_CLOCK_MS && ageMs <= LIVE_AGE_MS) return false;
  // A first fix may be old, but no fix was taken after it was sent.
  if (!clock) return ageMs < 0;
  // A single stray fix is no other clock.
  const takenMs = recordedAt - clock.newestRecordedAt;
  const cameMs = receivedAt - clock.newestReceivedAt;
  return takenMs > 0 && cameMs > 0 && Math.abs(cameMs - takenMs) < LIVE_WITHIN_MS;
}

function nextReading(clock: PhoneClock, fix: Fix, shownMs: number, delayMs: number): ClockReading {
  if (fix.recordedAt === clock.newestRecordedAt) return { clock, refused: 'duplicate' };
  if (fix.recordedAt < clock.newestRecordedAt) {
    const moved = strayed(clock, fix, shownMs);
    return (
      moved ?? { clock: stray(clock, fix), refused: 'out_of_order', at: fix.recordedAt + clock.offsetMs }
    );
  }
  const offsetMs = nextOffset(clock, fix, shownMs, delayMs);
  const ageMs = fix.receivedAt - (fix.recordedAt + offsetMs);
  if (ageMs > PARAMETERS.tooOldS * 1000) {
    return strayed(clock, fix, shownMs) ?? { clock: stray(clock, fix), refused: 'too_old' };
  }
  if (ageMs < -PARAMETERS.futureS * 1000) {
    return strayed(clock, fix, shownMs) ?? { clock: stray(clock, fix), refused: 'from_the_future' };
  }
  return settled(fix, offsetMs, fix.sentAt === undefined ? offsetMs - clock.offsetMs : 0);
}

function settled(fix: Fix, offsetMs: number, shiftMs = 0): Extract<ClockReading, { shiftMs: number }> {
  const clock = {
    offsetMs,
    newestRecordedAt: fix.recordedAt,
    newestReceivedAt: fix.receivedAt,
    strays: 0,
    strayRecordedAt: 0,
    strayReceivedAt: 0,
  };
  return { clock, at: Math.min(fix.receivedAt, fix.recordedAt + offsetMs), shiftMs };
}

function firstReading(fix: Fix, shownMs: number): ClockReading {
  const ageMs = fix.receivedAt - (fix.recordedAt + shownMs);
  // The clock is known by it all the same: the next one shows whether it was old or stamped by another clock.
  if (ageMs > PARAMETERS.tooOldS * 1000) return { clock: settled(fix, shownMs).clock, refused: 'too_old' };
  if (ageMs < -PARAMETERS.futureS * 1000) return { clock: undefined, refused: 'from_the_future' };
  return settled(fix, shownMs);
}

/** With `sentAt` each fix shows the offset; without it, the smallest delay so far is nearest to the truth. */
function nextOffset(clock: PhoneClock, fix: Fix, shownMs: number, delayMs: number): number {
  if (fix.sentAt === undefined) return Math.min(clock.offsetMs, delayMs);
  return Math.abs(shownMs - clock.offsetMs) > 60_000 ? shownMs : Math.min(clock.offsetMs, shownMs);
}

/** Counts strays that come live, one after the other as they were taken; a late batch comes all at once. */
function stray(clock: PhoneClock, fix: Fix): PhoneClock {
  const takenMs = fix.recordedAt - clock.strayRecordedAt;
  const cameMs = fix.receivedAt - clock.strayReceivedAt;
  const live = takenMs > 0 && cameMs > 0 && Math.abs(cameMs - takenMs) < LIVE_WITHIN_MS;
  const strays = live ? clock.strays + 1 : 1;
  return { ...clock, strays, strayRecordedAt: fix.recordedAt, strayReceivedAt: fix.receivedAt };
}

/** The clock set anew, once enough live fixes in a row say the same. */
function strayed(clock: PhoneClock, fix: Fix, shownMs: number): ClockReading | undefined {
  const next = stray(clock, fix);
  if (next.strays < STRAYS_TO_MOVE) return undefined;
  return settled(fix, shownMs);
}
