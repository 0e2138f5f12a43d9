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

/** How long until another code may be tried, in seconds; 0 when it may be now. */
export async function guessPauseS(
  manager: EntityManager,
  storeId: string,
  orderId: string,
  now: number,
): Promise<number> {
  const [row] = await manager.query<{ guesses: number; guessed_since: Date | null }[]>(
    'SELECT guesses, guessed_since FROM pickup_order WHERE store_id = $1 AND id = $2',
    [storeId, orderId],
  );
  if (!row?.guessed_since || row.guesses < MOST_GUESSES) return 0;
  return Math.max(0, Math.ceil((row.guessed_since.getTime() + WINDOW_MS - now) / 1000));
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

/** How many wrong codes were tried shortly before, in the last minute in which any was. */
export async function wrongCodesBefore(
  manager: EntityManager,
  storeId: string,
  orderId: string,
  now: number,
): Promise<number> {
  const [row] = await manager.query<{ guesses: number }[]>(
    'SELECT guesses FROM pickup_order WHERE store_id = $1 AND id = $2 AND guessed_since > $3',
    [storeId, orderId, new Date(now - RECENT_MS)],
  );
  return row?.guesses ?? 0;
}
