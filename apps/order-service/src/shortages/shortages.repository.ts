/** Missing goods as rows: one for each line that was ever short. */
import { Injectable } from '@nestjs/common';
import type { Shortage as ShortageOnCard } from '@curbline/contracts/events';
import { pipeline } from '@curbline/database';
import type { Shortage } from '@curbline/domain/shortage';
import { isoOf, isoOrNull } from '@curbline/platform';
import type { EntityManager } from 'typeorm';

/** What is missing, and what became of it. */
export interface StoredShortage extends Shortage {
  readonly line: number;
  readonly sku: string | null;
  readonly name: string;
  readonly ordered: number;
}

/** A question that nobody answered in time. */
export interface DueShortage {
  readonly storeId: string;
  readonly orderId: string;
  readonly line: number;
}

interface ShortageRow extends Omit<
  StoredShortage,
  'askedAt' | 'missing' | 'ordered' | 'settledAt' | 'until'
> {
  readonly missing: string;
  readonly ordered: string;
  readonly asked_at: Date;
  readonly answer_until: Date;
  readonly settled_at: Date | null;
}

const DUE = `
  SELECT shortage.store_id AS "storeId", shortage.order_id AS "orderId", shortage.line
  FROM shortage
  JOIN pickup_order AS placed ON placed.store_id = shortage.store_id AND placed.id = shortage.order_id
  WHERE shortage.state = 'asked'
    AND (placed.state = 'handed_over'
      OR (shortage.answer_until <= $1 AND placed.state IN ('placed', 'preparing', 'ready')))
  ORDER BY shortage.answer_until LIMIT $2`;

@Injectable()
export class ShortagesRepository {
  /** Those of one order, by line. */
  async find(manager: EntityManager, storeId: string, orderId: string): Promise<StoredShortage[]> {
    const rows = await manager.query<ShortageRow[]>(
      `SELECT line, state, sku, name, ordered, missing, substitute, stores, choices, fallback, asked_at, answer_until,
         choice, chosen_store AS "chosenStore", settled_at
       FROM shortage WHERE store_id = $1 AND order_id = $2 ORDER BY line`,
      [storeId, orderId],
    );
    return rows.map(({ asked_at, answer_until, settled_at, missing, ordered, ...row }) => ({
      ...row,
      ordered: Number(ordered),
      missing: Number(missing),
      askedAt: asked_at.getTime(),
      until: answer_until.getTime(),
      settledAt: settled_at?.getTime() ?? null,
    }));
  }

  /** Writes one, in the place of what was known of its line. */
  put(manager: EntityManager, storeId: string, orderId: string, shortage: StoredShortage): void {
    const { line, state, sku, name, ordered, missing, substitute, stores, choices, fallback } = shortage;
    pipeline(
      manager,
      `INSERT INTO shortage (store_id, order_id, line, state, sku, name, ordered, missing, substitute, choices,
         fallback, asked_at, answer_until, choice, settled_at, stores, chosen_store)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       ON CONFLICT (store_id, order_id, line) DO UPDATE
       SET state = excluded.state, sku = excluded.sku, name = excluded.name, ordered = excluded.ordered,
         missing = excluded.missing, substitute = excluded.substitute, choices = excluded.choices,
         fallback = excluded.fallback, asked_at = excluded.asked_at, answer_until = excluded.answer_until,
         choice = excluded.choice, settled_at = excluded.settled_at, stores = excluded.stores,
         chosen_store = excluded.chosen_store`,
      [
        ...[storeId, orderId, line, state, sku, name, ordered, missing, substitute, choices, fallback],
        ...[new Date(shortage.askedAt), new Date(shortage.until), shortage.choice],
        shortage.settledAt === null ? null : new Date(shortage.settledAt),
        JSON.stringify(stores),
        shortage.chosenStore,
      ],
    );
  }

  /** Questions whose time is over, or whose order has changed hands, the oldest first. @param now Unix ms */
  due(manager: EntityManager, now: number, most: number): Promise<DueShortage[]> {
    return manager.query<DueShortage[]>(DUE, [new Date(now), most]);
  }
}

/** As cards and pages have it. */
export const shortageOnCard = (stored: StoredShortage): ShortageOnCard => ({
  line: stored.line,
  sku: stored.sku,
  name: stored.name,
  ordered: stored.ordered,
  missing: stored.missing,
  substitute: stored.substitute,
  ...(stored.stores.length > 0 && {
    stores: stored.stores.map((store) => ({ ...store, at: isoOf(store.at) })),
  }),
  choices: [...stored.choices],
  fallback: stored.fallback,
  state: stored.state,
  askedAt: isoOf(stored.askedAt),
  until: isoOf(stored.until),
  choice: stored.choice,
  ...(stored.chosenStore !== null && { chosenStore: stored.chosenStore }),
  settledAt: isoOrNull(stored.settledAt),
});
