/**
 * Five codes a minute and order may be tried at the hand-over; 810,000 codes then take over a year.
 */
import { timingSafeEqual } from 'node:crypto';
import { typedCode } from '@curbline/contracts/text';

const MOST_ATTEMPTS = 5;
/** How long wrong codes are counted together. */
export const WINDOW_MS = 60_000;

/** However it was typed: case, dashes, spaces, and signs that are read for one another. */
const readable = (code: string): string =>
  typedCode(code).replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll('U', 'V');

/** Compares in a time that does not tell how much of the code was right. */
export function isCode(expected: string, given: string | undefined): boolean {
  const a = Buffer.from(readable(expected).padEnd(16).slice(0, 16));
  const b = Buffer.from(
    readable(given ?? '')
      .padEnd(16)
      .slice(0, 16),
  );
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The wrong codes of an order in the last minute in which any was tried. */
export interface CodeAttempts {
  readonly wrong: number;
  /** When the first of them was tried, Unix ms; `null` when none ever was. */
  readonly since: number | null;
}

/** How long until another code may be tried, in seconds; 0 when it may be now. */
export function attemptPauseS({ wrong, since }: CodeAttempts, now: number): number {
  if (since === null || wrong < MOST_ATTEMPTS) return 0;
  return Math.max(0, Math.ceil((since + WINDOW_MS - now) / 1000));
}

/** A wrong code longer ago says nothing about this hand-over. */
const RECENT_MS = 10 * 60_000;

/** How many wrong codes were tried shortly before a hand-over. */
export function wrongCodesBefore({ wrong, since }: CodeAttempts, now: number): number {
  return since !== null && since > now - RECENT_MS ? wrong : 0;
}
