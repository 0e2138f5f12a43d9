/** Missing goods: staff ask, customers answer, and silence falls back to what the store does then. */
import { Injectable } from '@nestjs/common';
import type { CustomerPrincipal, StaffPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { AnswerShortage, CardAnswer, CustomerView, MarkShort } from '@curbline/contracts/http';
import {
  choicesOffered,
  decideShortage,
  DEFAULT_SHORTAGE_POLICY,
  type ShortageCommand,
} from '@curbline/domain/shortage';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { oneByOne } from '../changes/one-by-one.js';
import { OrderLinesRepository } from '../orders/order-lines.repository.js';
import { cardOf } from '../pickups/cards.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { StockLevelsRepository } from '../stock/stock-levels.repository.js';
import { StoresService } from '../stores/stores.service.js';
import { CustomerViewsService } from '../trips/customer-views.service.js';
import { shortageOnCard, ShortagesRepository, type StoredShortage } from './shortages.repository.js';

const CUSTOMER: Actor = { kind: 'customer', id: null, name: null };
const SYSTEM: Actor = { kind: 'system', id: null, name: null };
const MINUTE_MS = 60_000;
const MOST_AT_ONCE = 500;
const OPEN = new Set<StoredOrder['order']['state']>(['placed', 'preparing', 'ready']);

/** An order under the lock of its trip, with what is known of its missing goods. */
interface Locked {
  readonly pickup: Pickup;
  readonly order: StoredOrder;
  readonly shortages: readonly StoredShortage[];
}

type Goods = Pick<StoredShortage, 'line' | 'sku' | 'name' | 'ordered'>;

@Injectable()
export class ShortagesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly changes: ChangesService,
    private readonly pickups: PickupsService,
    private readonly stores: StoresService,
    private readonly lines: OrderLinesRepository,
    private readonly shortages: ShortagesRepository,
    private readonly levels: StockLevelsRepository,
    private readonly views: CustomerViewsService,
  ) {}

  /**
   * Something of a line is missing: the customer is asked.
   * @throws ProblemException `line-unknown`, `changed-meanwhile` when the shop has changed the line since,
   *   `more-than-ordered`, `not-possible-now` once the order is over.
   */
  async mark(
    staff: StaffPrincipal,
    orderId: string,
    line: number,
    { name, missing, substitute }: MarkShort,
  ): Promise<CardAnswer> {
    const { settings } = await this.stores.get(staff.storeId);
    const policy = settings.shortages ?? DEFAULT_SHORTAGE_POLICY;
    return this.byStaff(staff, orderId, async (change, locked) => {
      const goods = (await this.lines.find(change.manager, staff.storeId, orderId))[line];
      if (!goods) throw problem('line-unknown');
      if (goods.name !== name)
        throw problem('changed-meanwhile', { card: cardOf(locked.order, locked.pickup.trip) });
      const stores =
        goods.sku !== null && policy.choices.includes('another_store')
          ? await this.levels.storesWith(change.manager, staff.storeId, goods.sku, missing, change.now)
          : [];
      const question = {
        missing,
        substitute,
        stores,
        choices: choicesOffered(policy, substitute, stores.length > 0),
        fallback: policy.fallback,
        until: change.now + policy.minutes * MINUTE_MS,
      };
      const about = { line, sku: goods.sku, name, ordered: goods.quantity };
      return this.decide(change, locked, about, { name: 'ask', question });
    });
  }

  /** The goods were found after all. @throws ProblemException `not-possible-now`. */
  withdraw(staff: StaffPrincipal, orderId: string, line: number): Promise<CardAnswer> {
    return this.byStaff(staff, orderId, async (change, locked) =>
      this.decide(change, locked, goodsIn(locked, line), { name: 'withdraw' }),
    );
  }

  /**
   * What the customer chose; the same answer again is one answer.
   * @throws ProblemException `order-unknown` for an order of another trip, `line-unknown` for a line that nobody asked
   *   about, `choice-not-offered`, `answer-too-late`, `not-possible-now` once the order has changed hands.
   */
  async answer(
    { storeId, tripId }: Pick<CustomerPrincipal, 'storeId' | 'tripId'>,
    orderId: string,
    line: number,
    { choice, store }: AnswerShortage,
  ): Promise<CustomerView> {
    await this.changes.run({ actor: CUSTOMER, storeId }, async (change) => {
      const locked = await this.lock(change, storeId, orderId);
      if (locked?.pickup.trip.id !== tripId) throw problem('order-unknown');
      this.decide(change, locked, goodsIn(locked, line), {
        name: 'answer',
        choice,
        store: store ?? null,
      });
      // As with every tap: a repetition is answered with the trip as it is then.
      return null;
    });
    return this.views.read(storeId, tripId, 'customer');
  }

  /** Settles what nobody answered in time. @returns how many questions */
  async fallBack(): Promise<number> {
    const due = await this.shortages.due(this.dataSource.manager, this.clock.now(), MOST_AT_ONCE);
    return oneByOne('Settling a question about missing goods', due, ({ storeId, orderId, line }) =>
      this.changes.run({ actor: SYSTEM, storeId }, async (change) => {
        const locked = await this.lock(change, storeId, orderId);
        // Answered, or found, a moment ago.
        if (!locked?.shortages.some((one) => one.line === line && one.state === 'asked')) return false;
        this.decide(change, locked, goodsIn(locked, line), { name: 'fall_back' });
        return true;
      }),
    );
  }

  private byStaff(
    { storeId, staffId, name }: StaffPrincipal,
    orderId: string,
    work: (change: Change, locked: Locked) => Promise<Locked>,
  ): Promise<CardAnswer> {
    const actor: Actor = { kind: 'staff', id: staffId, name };
    return this.changes.run<CardAnswer>({ actor, storeId }, async (change) => {
      const locked = await this.lock(change, storeId, orderId);
      if (!locked) throw problem('order-unknown');
      const { order, pickup } = await work(change, locked);
      return { card: cardOf(order, pickup.trip) };
    });
  }

  private async lock(change: Change, storeId: string, orderId: string): Promise<Locked | undefined> {
    const found = await this.pickups.lockByOrder(change.manager, storeId, orderId);
    return found && { ...found, shortages: await this.shortages.find(change.manager, storeId, orderId) };
  }

  /** Decides a command on one line, writes it, and appends what happened. */
  private decide(change: Change, locked: Locked, goods: Goods, command: ShortageCommand): Locked {
    const { order, pickup } = locked;
    const before = locked.shortages.find(({ line, name }) => line === goods.line && name === goods.name);
    const { state } = order.order;
    const shortOrder = {
      open: OPEN.has(state),
      handedOver: state === 'handed_over',
      ordered: goods.ordered,
    };
    const decision = decideShortage(before, command, shortOrder, change.now);
    if ('refused' in decision) throw problem(decision.refused, { card: cardForStaff(command, locked) });
    if (decision.fact === null) return locked;
    const next: StoredShortage = { ...goods, ...decision.shortage };
    this.shortages.put(change.manager, order.storeId, order.id, next);
    const others = locked.shortages.filter(({ line }) => line !== goods.line);
    const shortages = [...others, next].toSorted((a, b) => a.line - b.line);
    const onCard = shortages.map(shortageOnCard);
    return {
      ...this.pickups.changeBeside(change, pickup, order, { shortages: onCard }, decision.fact),
      shortages,
    };
  }
}

/** @throws ProblemException `line-unknown` for a line that nobody asked about. */
function goodsIn({ shortages }: Locked, line: number): Goods {
  const found = shortages.find((one) => one.line === line);
  if (!found) throw problem('line-unknown');
  const { sku, name, ordered } = found;
  return { line, sku, name, ordered };
}

/** A board that is refused shows the card as it is; a customer has no card. */
function cardForStaff(command: ShortageCommand, { order, pickup }: Locked) {
  return command.name === 'ask' || command.name === 'withdraw' ? cardOf(order, pickup.trip) : undefined;
}
