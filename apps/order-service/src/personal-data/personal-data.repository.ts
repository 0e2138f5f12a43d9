/** The rows that tell of a customer: found, read, and rid of what names the person. */
import { Injectable } from '@nestjs/common';
import type { PersonalData } from '@curbline/contracts/http';
import type { StoreEvent } from '@curbline/contracts/events';
import { eraseFromCards, eventsOfEntity, type ForgottenOrder } from '@curbline/store-log';
import type { EntityManager } from 'typeorm';

export interface FoundTrip {
  readonly storeId: string;
  readonly tripId: string;
}

/** What notification-service keeps about an order. */
export interface Told {
  readonly messages: readonly (Record<string, unknown> & {
    readonly id: string;
    readonly sealed: string | null;
  })[];
  readonly pushSubscriptions: Record<string, unknown>[];
}

export type StoredData = Omit<
  PersonalData['orders'][number],
  'contact' | 'rating' | 'log' | 'messages' | 'pushSubscriptions'
> & {
  readonly rating: (Record<string, unknown> & { readonly sealed_words: string | null }) | null;
  readonly contact: (Record<string, unknown> & { readonly sealed: string }) | null;
  readonly log: StoreEvent[];
};

const ROWS = `
  SELECT to_jsonb(placed) - 'hand_over_code' - 'guesses' - 'guessed_since' AS "order", to_jsonb(trip) #- '{substitute,code}' AS trip,
    (SELECT to_jsonb(contact) - 'phone_hash' - 'email_hash' FROM contact
     WHERE contact.store_id = placed.store_id AND contact.order_id = placed.id) AS contact,
    (SELECT to_jsonb(rating) FROM trip_rating AS rating
     WHERE rating.store_id = placed.store_id AND rating.trip_id = placed.trip_id) AS rating,
    (SELECT jsonb_agg(to_jsonb(gesture)) FROM gesture
     WHERE gesture.store_id = placed.store_id AND gesture.order_id = placed.id) AS gestures,
    (SELECT lines FROM order_lines WHERE order_lines.store_id = placed.store_id AND order_id = placed.id) AS lines,
    (SELECT to_jsonb(record) FROM pickup_record AS record
     WHERE record.store_id = placed.store_id AND record.order_id = placed.id) AS "pickupRecord",
    (SELECT jsonb_agg(to_jsonb(link) - 'token_hash') FROM trip_link AS link
     WHERE link.store_id = placed.store_id AND link.trip_id = placed.trip_id) AS links,
    (SELECT jsonb_agg(to_jsonb(session) - 'token_hash' - 'link_hash') FROM customer_session AS session
     WHERE session.store_id = placed.store_id AND session.trip_id = placed.trip_id) AS sessions,
    (SELECT jsonb_agg(to_jsonb(phone) - 'token_hash') FROM phone_trip AS phone
     WHERE phone.store_id = placed.store_id AND phone.trip_id = placed.trip_id) AS phones
  FROM pickup_order AS placed JOIN trip ON trip.store_id = placed.store_id AND trip.id = placed.trip_id
  WHERE placed.store_id = $1 AND placed.id = $2`;

const TOLD = `
  SELECT
    (SELECT jsonb_agg(to_jsonb(message) ORDER BY created_at) FROM personal_message_view AS message
     WHERE message.store_id = placed.store_id AND message.order_id = placed.id) AS messages,
    (SELECT jsonb_agg(to_jsonb(subscription)) FROM personal_push_view AS subscription
     WHERE subscription.store_id = placed.store_id AND subscription.trip_id = placed.trip_id) AS "pushSubscriptions"
  FROM pickup_order AS placed WHERE placed.store_id = $1 AND placed.id = $2`;

@Injectable()
export class PersonalDataRepository {
  /** The trips of whoever has the address with this mark; this asks all stores. */
  findByContact(manager: EntityManager, hash: Buffer): Promise<FoundTrip[]> {
    return manager.query<FoundTrip[]>(
      `SELECT DISTINCT store_id AS "storeId", trip_id AS "tripId" FROM contact
       WHERE phone_hash = $1 OR email_hash = $1`,
      [hash],
    );
  }

  async read(manager: EntityManager, storeId: string, orderId: string): Promise<StoredData | undefined> {
    const [row] = await manager.query<StoredData[]>(ROWS, [storeId, orderId]);
    if (!row) return undefined;
    const log = await eventsOfEntity(manager, storeId, orderId);
    const { gestures, lines, links, sessions, phones } = row;
    return {
      ...row,
      gestures: gestures ?? [],
      lines: lines ?? [],
      links: links ?? [],
      sessions: sessions ?? [],
      phones: phones ?? [],
      log,
    };
  }

  /** Messages about an order and browsers that are told of its trip; notification-service may not have run here yet. */
  async readTold(manager: EntityManager, storeId: string, orderId: string): Promise<Told> {
    const [found] = await manager.query<{ is_there: boolean }[]>(
      "SELECT to_regclass('personal_message_view') IS NOT NULL AS is_there",
    );
    if (!found?.is_there) return { messages: [], pushSubscriptions: [] };
    const [row] = await manager.query<Told[]>(TOLD, [storeId, orderId]);
    return { messages: row?.messages ?? [], pushSubscriptions: row?.pushSubscriptions ?? [] };
  }

  /**
   * Takes name, note, vehicle and free texts, those of ratings too, out of some trips of a store, their orders, and the log. A trip that is
   * still open may be given them anew, so it is not marked as done.
   * @param names what stands where a name stood, by the language of the order
   * @param at Unix ms
   * @returns the ids of the orders
   */
  async anonymize(
    manager: EntityManager,
    storeId: string,
    tripIds: readonly string[],
    names: Readonly<Record<'fr' | 'en', string>>,
    at: number,
  ): Promise<string[]> {
    await manager.query(
      `UPDATE trip SET vehicle = NULL, substitute = NULL, version = version + 1,
         anonymized_at = CASE WHEN closed_at IS NOT NULL THEN $3::timestamptz END
       WHERE store_id = $1 AND id = ANY($2::uuid[])`,
      [storeId, tripIds, new Date(at)],
    );
    await manager.query(
      `UPDATE trip_link SET revoked_at = COALESCE(revoked_at, $3::timestamptz)
       WHERE store_id = $1 AND trip_id = ANY($2::uuid[]) AND kind = 'substitute'`,
      [storeId, tripIds, new Date(at)],
    );
    await manager.query(
      'UPDATE trip_rating SET sealed_words = NULL WHERE store_id = $1 AND trip_id = ANY($2::uuid[])',
      [storeId, tripIds],
    );
    const [orders] = await manager.query<[ForgottenOrder[], number]>(
      `UPDATE pickup_order SET customer_name = CASE language WHEN 'fr' THEN $3 ELSE $4 END, note = NULL,
         proof_note = NULL, shortages = NULL, version = version + 1
       WHERE store_id = $1 AND trip_id = ANY($2::uuid[])
       RETURNING id AS "orderId", customer_name AS name`,
      [storeId, tripIds, names.fr, names.en],
    );
    const orderIds = orders.map(({ orderId }) => orderId);
    await manager.query(
      'UPDATE gesture SET words = NULL WHERE store_id = $1 AND order_id = ANY($2::uuid[])',
      [storeId, orderIds],
    );
    await manager.query('DELETE FROM shortage WHERE store_id = $1 AND order_id = ANY($2::uuid[])', [
      storeId,
      orderIds,
    ]);
    await eraseFromCards(manager, storeId, orders);
    return orderIds;
  }

  /** Rids an anonymous order of the rest: contact, lines, phones' apps, push, and the name at a store where they stood by mistake. */
  async deleteOf(manager: EntityManager, storeId: string, tripIds: readonly string[]): Promise<void> {
    await manager.query('DELETE FROM contact WHERE store_id = $1 AND trip_id = ANY($2::uuid[])', [
      storeId,
      tripIds,
    ]);
    await manager.query('DELETE FROM phone_trip WHERE store_id = $1 AND trip_id = ANY($2::uuid[])', [
      storeId,
      tripIds,
    ]);
    await this.forgetPush(manager, storeId, tripIds);
    await manager.query(
      `DELETE FROM order_lines USING pickup_order AS placed
       WHERE placed.store_id = $1 AND placed.trip_id = ANY($2::uuid[])
         AND order_lines.store_id = placed.store_id AND order_lines.order_id = placed.id`,
      [storeId, tripIds],
    );
    await manager.query(
      `UPDATE visitor SET customer_name = placed.customer_name FROM pickup_order AS placed
       WHERE placed.store_id = $1 AND placed.trip_id = ANY($2::uuid[])
         AND visitor.home_store_id = placed.store_id AND visitor.order_id = placed.id`,
      [storeId, tripIds],
    );
  }

  /** The subscriptions of their browsers lie with notification-service, which may not have run here yet. */
  private async forgetPush(
    manager: EntityManager,
    storeId: string,
    tripIds: readonly string[],
  ): Promise<void> {
    const [found] = await manager.query<{ is_there: boolean }[]>(
      "SELECT to_regproc('forget_push_of_trips') IS NOT NULL AS is_there",
    );
    if (found?.is_there)
      await manager.query('SELECT forget_push_of_trips($1, $2::uuid[])', [storeId, tripIds]);
  }

  /** Some trips that closed before an instant, Unix ms, and still say whose they were; the oldest first. */
  findNamed(manager: EntityManager, closedBefore: number, most: number): Promise<FoundTrip[]> {
    return manager.query<FoundTrip[]>(
      `SELECT store_id AS "storeId", id AS "tripId" FROM trip
       WHERE closed_at < $1 AND anonymized_at IS NULL ORDER BY closed_at LIMIT $2`,
      [new Date(closedBefore), most],
    );
  }
}
