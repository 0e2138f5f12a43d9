/**
 * The two codes of an order. Without 0/O, 1/I/L and the like: they are read aloud in the rain.
 *
 *   short code      K427   on the bag and the board; one letter, three digits
 *   hand-over code  7HXQ   on the customer's page alone; 30^4 = 810,000, and guesses are limited
 */
import { randomInt } from 'node:crypto';
import type { EntityManager } from 'typeorm';

const LETTERS = 'ACDEFGHJKMNPRTUVWXY';
const DIGITS = '23456789';
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A bag handed over a while ago may be recalled, or still be talked of: its name stays taken. */
const REST_MS = 2 * 3_600_000;
/** A bag that was given up may still be asked for. */
const GIVEN_UP_REST_MS = 60 * 24 * 3_600_000;
const CANDIDATES = 12;

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

export const newHandOverCode = (): string => pick(SIGNS, 4);

/**
 * A short code that no open or lately closed order of the store bears. Two orders placed in the same
 * instant could draw the same: the unique index of the table refuses the second, which draws again.
 */
export async function freeShortCode(manager: EntityManager, storeId: string, now: number): Promise<string> {
  for (const digits of [3, 3, 5]) {
    const candidates = Array.from({ length: CANDIDATES }, () => pick(LETTERS, 1) + pick(DIGITS, digits));
    const [free] = await manager.query<{ code: string }[]>(
      `SELECT code FROM unnest($2::text[]) AS code
       WHERE NOT EXISTS (
         SELECT 1 FROM pickup_order
         WHERE store_id = $1 AND short_code = code
           AND (state IN ('placed', 'preparing', 'ready') OR handed_over_at > $3
                OR (state = 'not_collected' AND created_at > $4)))
       LIMIT 1`,
      [storeId, candidates, new Date(now - REST_MS), new Date(now - GIVEN_UP_REST_MS)],
    );
    if (free) return free.code;
  }
  throw new Error('no short code is free: the store has hundreds of thousands of open orders');
}

/** The order's own code, or a new one if another open order bears it by now. */
export async function codeOnReturn(
  manager: EntityManager,
  storeId: string,
  own: string,
  now: number,
): Promise<string> {
  const taken = await manager.query<unknown[]>(
    `SELECT 1 FROM pickup_order
     WHERE store_id = $1 AND short_code = $2 AND state IN ('placed', 'preparing', 'ready')`,
    [storeId, own],
  );
  return taken.length === 0 ? own : freeShortCode(manager, storeId, now);
}
