/**
 * Five codes a minute and order may be tried at the hand-over; 810,000 codes then take over a year.
 * Counted on the order's row under the lock of its trip, so tries at once cannot slip past the count,
 * and not through `version`: a wrong code changes nothing about the order.
 */
import { timingSafeEqual } from 'node:crypto';
import { typedCode } from '@curbline/contracts/text';
import type { EntityManager } from 'typeorm';

const MOST_GUESSES = 5;
const WINDOW_MS = 60_000;

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
export interface Guesses {
  readonly wrong: number;
  /** When the first of them was tried, Unix ms; `null` when none ever was. */
  readonly since: number | null;
}

/** Read once a hand-over: each question to the database is a round trip. */
export async function readGuesses(
  manager: EntityManager,
  storeId: string,
  orderId: string,
): Promise<Guesses> {
  const [row] = await manager.query<{ guesses: number; guessed_since: Date | null }[]>(
    'SELECT guesses, guessed_since FROM pickup_order WHERE store_id = $1 AND id = $2',
    [storeId, orderId],
  );
  return { wrong: row?.guesses ?? 0, since: row?.guessed_since?.getTime() ?? null };
}

/** How long until another code may be tried, in seconds; 0 when it may be now. */
export function guessPauseS({ wrong, since }: Guesses, now: number): number {
  if (since === null || wrong < MOST_GUESSES) return 0;
  return Math.max(0, Math.ceil((since + WINDOW_MS - now) / 1000));
}

/** Counts a wrong code; the count starts anew a minute after its first. */
export async function countWrongGuess(
  manager: EntityManager,
  storeId: string,
  orderId: string,
  now: number,
): Promise<void> {
  await manager.query(
    `UPDATE pickup_order SET
       guesses = CASE WHEN guessed_since > $3 THEN guesses + 1 ELSE 1 END,
       guessed_since = CASE WHEN guessed_since > $3 THEN guessed_since ELSE $4 END
     WHERE store_id = $1 AND id = $2`,
    [storeId, orderId, new Date(now - WINDOW_MS), new Date(now)],
  );
}

/** A wrong code longer ago says nothing about this hand-over. */
const RECENT_MS = 10 * 60_000;

/** How many wrong codes were tried shortly before a hand-over. */
export function wrongCodesBefore({ wrong, since }: Guesses, now: number): number {
  return since !== null && since > now - RECENT_MS ? wrong : 0;
}
