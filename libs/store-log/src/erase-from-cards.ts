import type { EntityManager } from 'typeorm';

/** An order whose customer is forgotten, and what stands where their name stood. */
export interface ForgottenOrder {
  readonly orderId: string;
  readonly name: string;
}

/**
 * Takes what tells of a person out of the cards in a store's log: name, substitute, note, vehicle, missing goods, and the words about
 * a hand-over without proof. The events stay, with their numbers, types and times, so the log has no gap and the statistics stand.
 * Whoever was seen at another store by mistake stands in that store's log by name as well; it goes there, too.
 */
export async function eraseFromCards(
  manager: EntityManager,
  storeId: string,
  orders: readonly ForgottenOrder[],
): Promise<void> {
  if (orders.length === 0) return;
  const gone = [orders.map(({ orderId }) => orderId), orders.map(({ name }) => name)];
  await manager.query(
    `UPDATE store_event AS event SET payload = jsonb_set(payload, '{card}', (payload -> 'card') - 'shortages' - 'substitute'
       || jsonb_build_object('customerName', gone.name, 'note', NULL, 'vehicle', NULL, 'order',
         payload #> '{card,order}'
           || CASE WHEN payload #> '{card,order}' ? 'proofNote' THEN '{"proofNote": null}' ELSE '{}' END::jsonb))
     FROM unnest($2::text[], $3::text[]) AS gone(order_id, name)
     WHERE event.store_id = $1 AND event.entity_id = gone.order_id AND payload ? 'card'`,
    [storeId, ...gone],
  );
  const seenAt = await manager.query<{ store_id: string }[]>(
    `SELECT DISTINCT payload #>> '{card,trip,otherStore,storeId}' AS store_id FROM store_event
     WHERE store_id = $1 AND entity_id = ANY($2::text[]) AND type = 'seen_at_other_store'`,
    [storeId, gone[0]],
  );
  for (const { store_id: otherStore } of seenAt) {
    await manager.query(
      `UPDATE store_event AS event SET payload = jsonb_set(payload, '{visitor,customerName}', to_jsonb(gone.name))
       FROM unnest($2::text[], $3::text[]) AS gone(order_id, name)
       WHERE event.store_id = $1 AND event.entity_id = gone.order_id AND payload ? 'visitor'`,
      [otherStore, ...gone],
    );
  }
}
