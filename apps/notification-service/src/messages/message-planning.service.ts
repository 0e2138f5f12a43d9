/** Turns events of a store's log into deliveries: decided by libs/domain/notify, written with their texts at once. */
import { Injectable } from '@nestjs/common';
import type { Card, StoreEvent } from '@curbline/contracts/events';
import { inTransaction } from '@curbline/database';
import {
  type Channel,
  decideNotifications,
  ENDING_KINDS,
  endsMessages,
  mayNotify,
  MESSAGE_KINDS,
  type PlannedMessage,
} from '@curbline/domain/notify';
import { Clock, SecretBox } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import { type DeliveryEntity, newDelivery } from '../deliveries/delivery.entity.js';
import { DeliverySenderService } from '../deliveries/delivery-sender.service.js';
import { PushSubscriptionsRepository } from '../push/push-subscriptions.repository.js';
import { type Contact, ContactsRepository } from '../deliveries/contacts.repository.js';
import { CustomerLinksRepository } from './customer-links.repository.js';
import { type StoreForMessages, StoreMessagesRepository } from './store-messages.repository.js';
import { writeMessage } from './write-message.js';

type Addresses = Contact['addresses'];

/** All but the question about missing goods. */
const OTHER_KINDS = MESSAGE_KINDS.filter((kind) => kind !== 'shortage_asked');

interface CardEvent {
  readonly event: StoreEvent;
  readonly card: Card;
}

/** A message that is to be sent, with what its text is written from. */
interface Planned {
  readonly plan: PlannedMessage;
  readonly card: Card;
  readonly to: string;
}

@Injectable()
export class MessagePlanningService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly contacts: ContactsRepository,
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly stores: StoreMessagesRepository,
    private readonly links: CustomerLinksRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly sender: DeliverySenderService,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** Writes the deliveries that events of one store cause; the same events again add nothing. */
  async plan(storeId: string, events: readonly StoreEvent[]): Promise<void> {
    // Without a key no contact and no subscription was kept.
    if (!this.box.isOpen) return;
    const relevant = events.flatMap((event): CardEvent[] => {
      const { card } = event.payload;
      const matters = mayNotify(event.type) || endsMessages(event.type) || endsQuestions({ event, card });
      return card && matters ? [{ event, card }] : [];
    });
    if (relevant.length === 0) return;
    const { manager } = this.dataSource;
    const reached = await this.reached(manager, storeId, relevant);
    const store = reached.size > 0 ? await this.stores.find(manager, storeId) : undefined;
    if (!store) return;
    const now = this.clock.now();
    const planned = relevant.flatMap((one) => planOf(one, reached.get(one.card.orderId), store, now));
    const ended = relevant.filter(({ event }) => endsMessages(event.type)).map(({ card }) => card.orderId);
    const answered = relevant.filter(endsQuestions).map(({ card }) => card.orderId);
    const added = await inTransaction(this.dataSource, async (transaction) => {
      const wrote = await this.write(transaction, storeId, store, planned, now);
      if (answered.length > 0)
        await this.deliveries.withdraw(transaction, storeId, answered, OTHER_KINDS, now);
      if (ended.length > 0) await this.deliveries.withdraw(transaction, storeId, ended, ENDING_KINDS, now);
      return wrote;
    });
    if (added) this.sender.wake();
  }

  /** Where the customers of these orders are reached: by what the shop gave of them, and by push where they asked for it. */
  private async reached(
    manager: EntityManager,
    storeId: string,
    events: readonly CardEvent[],
  ): Promise<ReadonlyMap<string, Addresses>> {
    const trips = new Map(events.map(({ card }) => [card.orderId, card.tripId]));
    const contacts = await this.contacts.ofOrders(manager, storeId, [...trips.keys()]);
    const subscriptions = await this.subscriptions.ofTrips(manager, storeId, [...new Set(trips.values())]);
    return new Map(
      [...trips].flatMap(([orderId, tripId]): [string, Addresses][] => {
        const push = subscriptions.get(tripId);
        const addresses = { ...contacts.get(orderId)?.addresses, ...(push !== undefined && { push }) };
        return Object.keys(addresses).length > 0 ? [[orderId, addresses]] : [];
      }),
    );
  }

  /**
   * A message is planned once for all its channels: who has another one by the time that its event is read again, by a
   * copy of the service or after a crash, has heard of it already.
   */
  private async write(
    manager: EntityManager,
    storeId: string,
    store: StoreForMessages,
    planned: readonly Planned[],
    now: number,
  ): Promise<boolean> {
    if (planned.length === 0) return false;
    const keys = planned.map(({ plan }) => plan.key);
    const known = await this.deliveries.known(manager, storeId, keys);
    const fresh = planned.filter(({ plan }) => !known.has(plan.key));
    const written: DeliveryEntity[] = [];
    for (const one of fresh) {
      const isLate = one.plan.expiresAt <= now;
      const link = isLate ? null : await this.links.issue(manager, storeId, one.card.tripId, now);
      written.push(this.toDelivery(storeId, store, one, link, now));
    }
    return written.length > 0 && this.deliveries.add(manager, written);
  }

  private toDelivery(
    storeId: string,
    store: StoreForMessages,
    { plan, card, to }: Planned,
    link: string | null,
    now: number,
  ): DeliveryEntity {
    const { kind, channel } = plan;
    const subject = { storeId, orderId: card.orderId, tripId: card.tripId, kind, language: card.language };
    const message = writeMessage({ kind, channel, to, card, store, link });
    return newDelivery(this.box, { ...plan, ...subject }, message, now);
  }
}

/** Whether nothing is left to be asked about missing goods of the order. */
const endsQuestions = ({
  event,
  card,
}: Pick<CardEvent, 'event'> & { readonly card?: Card | undefined }): boolean =>
  (event.type === 'shortage_settled' || event.type === 'shortage_withdrawn') &&
  !card?.shortages?.some(({ state }) => state === 'asked');

function planOf(
  { event, card }: CardEvent,
  addresses: Addresses | undefined,
  { messages }: StoreForMessages,
  now: number,
): Planned[] {
  if (!addresses) return [];
  const channels = new Set(Object.keys(addresses) as Channel[]);
  const plans = decideNotifications(
    {
      type: event.type,
      seq: event.seq,
      occurredAt: Date.parse(event.occurredAt),
      orderId: card.orderId,
      tripId: card.tripId,
      arrivalConfirmed: card.arrival?.confirmed ?? false,
    },
    { channels, isOn: (kind, channel) => messages.kinds?.[kind]?.channels?.[channel] },
    now,
  );
  return plans.map((plan) => ({ plan, card, to: addresses[plan.channel] ?? '' }));
}
