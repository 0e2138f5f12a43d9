/**
 * The wrong codes tried at hand-overs. They are counted on the order's row under the lock of its trip, so tries at once
 * cannot slip past the count, and not through `version`: a wrong code changes nothing about the order.
 */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CodeAttempts, WINDOW_MS } from './hand-over-attempts.js';

@Injectable()
export class HandOverAttemptsRepository {
  /** Read once a hand-over: each question to the database is a round trip. */
  async read(manager: EntityManager, storeId: string, orderId: string): Promise<CodeAttempts> {
    const [row] = await manager.query<{ guesses: number; guessed_since: Date | null }[]>(
      'SELECT guesses, guessed_since FROM pickup_order WHERE store_id = $1 AND id = $2',
      [storeId, orderId],
    );
    return { wrong: row?.guesses ?? 0, since: row?.guessed_since?.getTime() ?? null };
  }

  /** Counts a wrong code; the count starts anew a minute after its first. */
  async countWrong(manager: EntityManager, storeId: string, orderId: string, now: number): Promise<void> {
    await manager.query(
      `UPDATE pickup_order SET
         guesses = CASE WHEN guessed_since > $3 THEN guesses + 1 ELSE 1 END,
         guessed_since = CASE WHEN guessed_since > $3 THEN guessed_since ELSE $4 END
       WHERE store_id = $1 AND id = $2`,
      [storeId, orderId, new Date(now - WINDOW_MS), new Date(now)],
    );
  }
}
