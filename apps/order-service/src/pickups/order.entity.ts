/** An order as it is stored: what the domain decides on, what was agreed, what the store noted at the hand-over. */
import type { CardLocker, GivenGesture, Shortage } from '@curbline/contracts/events';
import type { Language, OrderFlag, Service } from '@curbline/contracts/ids';
import type { HandOverProof, NoProofReason, Order, OrderState } from '@curbline/domain/order';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from './instant-column.js';

class ClaimedBy {
  @Column('text', { name: 'claimed_by', nullable: true })
  staffId!: string;

  @Column('text', { name: 'claimed_by_name', nullable: true })
  name!: string;
}

class DecidedOrder implements Order {
  @Column('text')
  state!: OrderState;

  @InstantColumn('ready_at')
  readyAt!: number | null;

  @InstantColumn('expected_ready_at')
  expectedReadyAt!: number | null;

  @Column(() => ClaimedBy, { prefix: false })
  claimedBy!: Order['claimedBy'];

  @InstantColumn('claimed_at')
  claimedAt!: number | null;

  @InstantColumn('handed_over_at')
  handedOverAt!: number | null;

  @Column('text', { nullable: true })
  proof!: HandOverProof | null;

  @Column('text', { name: 'proof_reason', nullable: true })
  proofReason!: NoProofReason | null;

  @Column('integer')
  recalls!: number;
}

class PromisedWindow {
  @InstantColumn('window_from')
  from!: number;

  @InstantColumn('window_to')
  to!: number;
}

/** The service that the order had until it was last changed. */
class ServiceChange {
  @Column('text', { name: 'service_before', nullable: true })
  from!: Service;

  @InstantColumn('service_changed_at')
  at!: number;
}

/** What was agreed when the order was placed; its window may be moved, and its shop may edit it. */
class Terms {
  @Column('text', { name: 'shop_id', nullable: true })
  shopId!: string | null;

  /** The order's id in the shop's system. */
  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  @Column('text', { nullable: true })
  reference!: string | null;

  /** The order's name on the bag and the board. */
  @Column('text', { name: 'short_code' })
  shortCode!: string;

  /** What the customer shows at the hand-over; never on a board. */
  @Column('text', { name: 'hand_over_code' })
  handOverCode!: string;

  /** First name and initial. */
  @Column('text', { name: 'customer_name' })
  customerName!: string;

  @Column('text')
  language!: Language;

  /** Its column keeps the name under which processes of the version before write while an installation is updated. */
  @Column('text', { name: 'pickup_type' })
  service!: Service;

  /** Null for an order whose service never changed. */
  @Column(() => ServiceChange, { prefix: false })
  serviceChange!: Readonly<ServiceChange> | null;

  @Column(() => PromisedWindow, { prefix: false })
  window!: Readonly<PromisedWindow> | null;

  @Column('integer', { name: 'items_count' })
  itemsCount!: number;

  @Column('text', { array: true })
  flags!: readonly OrderFlag[];

  @Column('text', { nullable: true })
  note!: string | null;

  @InstantColumn('created_at', false)
  createdAt!: number;
}

class Notes {
  /** With proof `none`: the reason in words. */
  @Column('text', { name: 'proof_note', nullable: true })
  note!: string | null;

  /** Wrong codes tried shortly before. */
  @Column('integer', { name: 'wrong_codes' })
  wrongCodes!: number;

  /** By whose code it was handed over; null for the customer's own, and for none. */
  @Column('text', { name: 'collected_by', nullable: true })
  collectedBy!: 'substitute' | null;
}

@Entity('pickup_order')
export class OrderEntity {
  @PrimaryColumn('text', { name: 'store_id' })
  storeId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'trip_id' })
  tripId!: string;

  @Column('integer')
  version!: number;

  @Column(() => DecidedOrder, { prefix: false })
  order!: Order;

  @Column(() => Terms, { prefix: false })
  terms!: Readonly<Terms>;

  @Column(() => Notes, { prefix: false })
  handOver!: Readonly<Notes>;

  /** What its card says of missing goods, as `shortage` has them; null where nothing was ever missing. */
  @Column('jsonb', { nullable: true })
  shortages!: readonly Shortage[] | null;

  /** What its card says of its compartment, as `locker_use` has it; stays once it is handed over. */
  @Column('jsonb', { nullable: true })
  locker!: CardLocker | null;

  /** Until when it is held for its customer, and when they were told that this ends. */
  @InstantColumn('held_until')
  heldUntil!: number | null;

  @InstantColumn('hold_told_at')
  holdToldAt!: number | null;

  /** What its card says that staff gave, as `gesture` has it; null where they gave nothing. */
  @Column('jsonb', { nullable: true })
  gestures!: readonly GivenGesture[] | null;
}

/** Nothing changes an order that was read: a change gives another object. */
export type StoredOrder = Readonly<OrderEntity>;
export type OrderTerms = StoredOrder['terms'];
export type HandOverNotes = StoredOrder['handOver'];

/** Of an order that lies in no compartment and is held without an end of its own. */
export const NOT_HELD: Pick<StoredOrder, 'locker' | 'heldUntil' | 'holdToldAt'> = {
  locker: null,
  heldUntil: null,
  holdToldAt: null,
};

export const NO_NOTES: HandOverNotes = { note: null, wrongCodes: 0, collectedBy: null };
