/** Orders as rows: written by compare-and-set, mapped to what the domain decides on. */
import type { Language, OrderFlag, PickupType } from '@curbline/contracts/ids';
import { pipeline, pipelineCompareAndSet } from '@curbline/database';
import type { HandOverProof, NoProofReason, Order, OrderState } from '@curbline/domain/order';
import { dateOf, msOf } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import { MARK_OF_STORE, markIn } from './order-ids.js';

/** What was agreed when the order was placed; only its window may be moved. Instants are Unix ms. */
export interface OrderTerms {
  readonly shopId: string | null;
  readonly reference: string | null;
  /** The order's name on the bag and the board. */
  readonly shortCode: string;
  /** What the customer shows at the hand-over; never on a board. */
  readonly handOverCode: string;
  /** First name and initial. */
  readonly customerName: string;
  readonly language: Language;
  readonly pickupType: PickupType;
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly itemsCount: number;
  readonly flags: readonly OrderFlag[];
  readonly note: string | null;
  readonly createdAt: number;
}

export interface StoredOrder {
  readonly storeId: string;
  readonly id: string;
  readonly tripId: string;
  readonly version: number;
  readonly order: Order;
  readonly terms: OrderTerms;
  /** What the store noted at the hand-over. */
  readonly handOver: HandOverNotes;
}

export interface HandOverNotes {
  /** With proof `none`: the reason in words. */
  readonly note: string | null;
  /** Wrong codes tried shortly before. */
  readonly wrongCodes: number;
}

export const NO_NOTES: HandOverNotes = { note: null, wrongCodes: 0 };

interface OrderRow {
  store_id: string;
  id: string;
  trip_id: string;
  version: number;
  state: OrderState;
  shop_id: string | null;
  reference: string | null;
  short_code: string;
  hand_over_code: string;
  customer_name: string;
  language: Language;
  pickup_type: PickupType;
  window_from: Date | null;
  window_to: Date | null;
  items_count: number;
  flags: OrderFlag[];
  note: string | null;
  created_at: Date;
  ready_at: Date | null;
  expected_ready_at: Date | null;
  claimed_by: string | null;
  claimed_by_name: string | null;
  claimed_at: Date | null;
  handed_over_at: Date | null;
  proof: HandOverProof | null;
  proof_reason: NoProofReason | null;
  proof_note: string | null;
  wrong_codes: number;
  recalls: number;
}

function toStoredOrder(row: OrderRow): StoredOrder {
  return {
    storeId: row.store_id,
    id: row.id,
    tripId: row.trip_id,
    version: row.version,
    order: {
      state: row.state,
      readyAt: msOf(row.ready_at),
      expectedReadyAt: msOf(row.expected_ready_at),
      claimedBy:
        row.claimed_by === null ? null : { staffId: row.claimed_by, name: row.claimed_by_name ?? '' },
      claimedAt: msOf(row.claimed_at),
      handedOverAt: msOf(row.handed_over_at),
      proof: row.proof,
      proofReason: row.proof_reason,
      recalls: row.recalls,
    },
    terms: {
      shopId: row.shop_id,
      reference: row.reference,
      shortCode: row.short_code,
      handOverCode: row.hand_over_code,
      customerName: row.customer_name,
      language: row.language,
      pickupType: row.pickup_type,
      window:
        row.window_from === null || row.window_to === null
          ? null
          : { from: row.window_from.getTime(), to: row.window_to.getTime() },
      itemsCount: row.items_count,
      flags: row.flags,
      note: row.note,
      createdAt: row.created_at.getTime(),
    },
    handOver: { note: row.proof_note, wrongCodes: row.wrong_codes },
  };
}

/** The orders of some trips, in the order they were placed. */
export async function readOrdersOfTrips(
  manager: EntityManager,
  storeId: string,
  tripIds: readonly string[],
): Promise<StoredOrder[]> {
  if (tripIds.length === 0) return [];
  const rows = await manager.query<OrderRow[]>(
    `SELECT * FROM pickup_order WHERE store_id = $1 AND trip_id = ANY($2::uuid[]) ORDER BY created_at, id`,
    [storeId, tripIds],
  );
  return rows.map(toStoredOrder);
}

/** An order and all others of its trip, in the order they were placed. */
export async function readOrdersBeside(
  manager: EntityManager,
  storeId: string,
  orderId: string,
): Promise<StoredOrder[]> {
  const rows = await manager.query<OrderRow[]>(
    `SELECT beside.* FROM pickup_order AS placed
     JOIN pickup_order AS beside ON beside.store_id = placed.store_id AND beside.trip_id = placed.trip_id
     WHERE placed.store_id = $1 AND placed.id = $2 ORDER BY beside.created_at, beside.id`,
    [storeId, orderId],
  );
  return rows.map(toStoredOrder);
}

/** Where an order is kept, and whose it is; null for one that no shop placed. */
export type OrderPlace = Pick<StoredOrder, 'storeId' | 'tripId'> & Pick<OrderTerms, 'shopId'>;

/** Where an order is kept, or undefined when there is none with this id. Its store is in the id. */
export async function locateOrder(manager: EntityManager, orderId: string): Promise<OrderPlace | undefined> {
  const mark = markIn(orderId);
  const [row] = mark
    ? await findAt(manager, await storesOf(manager, mark), orderId)
    : await find(manager, orderId);
  return row && { storeId: row.store_id, tripId: row.trip_id, shopId: row.shop_id };
}

type PlaceRow = Pick<OrderRow, 'store_id' | 'trip_id' | 'shop_id'>;

const PLACE = 'SELECT store_id, trip_id, shop_id FROM pickup_order';

/** Finds the stores with this mark, nearly always one. A query of its own: a sharded database picks shards by values. */
async function storesOf(manager: EntityManager, mark: Buffer): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(`SELECT id FROM store WHERE ${MARK_OF_STORE} = $1`, [
    mark,
  ]);
  return rows.map(({ id }) => id);
}

const findAt = (manager: EntityManager, storeIds: readonly string[], orderId: string): Promise<PlaceRow[]> =>
  manager.query(`${PLACE} WHERE store_id = ANY($1) AND id = $2`, [storeIds, orderId]);

/** Finds an order whose id has no mark by asking all stores, hence every shard. */
const find = (manager: EntityManager, orderId: string): Promise<PlaceRow[]> =>
  manager.query(`${PLACE} WHERE id = $1`, [orderId]);

export function insertOrder(manager: EntityManager, stored: StoredOrder): void {
  const { terms, order } = stored;
  pipeline(
    manager,
    `INSERT INTO pickup_order (store_id, id, trip_id, state, shop_id, reference, short_code, hand_over_code,
       customer_name, language, pickup_type, window_from, window_to, items_count, flags, note, created_at, ready_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      stored.storeId,
      stored.id,
      stored.tripId,
      order.state,
      terms.shopId,
      terms.reference,
      terms.shortCode,
      terms.handOverCode,
      terms.customerName,
      terms.language,
      terms.pickupType,
      dateOf(terms.window?.from ?? null),
      dateOf(terms.window?.to ?? null),
      terms.itemsCount,
      terms.flags,
      terms.note,
      new Date(terms.createdAt),
      dateOf(order.readyAt),
    ],
  );
}

/**
 * Writes what was decided, if the order is still as it was read. When it is not the change cannot be committed: under
 * the lock of its trip nobody else can have written it.
 */
export function writeOrder(
  manager: EntityManager,
  stored: StoredOrder,
  order: Order,
  more: OrderChanges = {},
): StoredOrder {
  const terms = { ...stored.terms, ...more.terms };
  const handOver = order.proof === null ? NO_NOTES : (more.handOver ?? stored.handOver);
  pipelineCompareAndSet(
    manager,
    'pickup_order',
    { store_id: stored.storeId, id: stored.id },
    stored.version,
    {
      state: order.state,
      ready_at: dateOf(order.readyAt),
      expected_ready_at: dateOf(order.expectedReadyAt),
      claimed_by: order.claimedBy?.staffId ?? null,
      claimed_by_name: order.claimedBy?.name ?? null,
      claimed_at: dateOf(order.claimedAt),
      handed_over_at: dateOf(order.handedOverAt),
      proof: order.proof,
      proof_reason: order.proofReason,
      proof_note: handOver.note,
      wrong_codes: handOver.wrongCodes,
      recalls: order.recalls,
      short_code: terms.shortCode,
      window_from: dateOf(terms.window?.from ?? null),
      window_to: dateOf(terms.window?.to ?? null),
    },
  );
  return { ...stored, version: stored.version + 1, order, terms, handOver };
}

/** What is written along with a decision. */
export interface OrderChanges {
  readonly terms?: { readonly window?: OrderTerms['window']; readonly shortCode?: string };
  readonly handOver?: HandOverNotes;
}
