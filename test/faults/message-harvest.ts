/** At the end of a run over messages: what had to be sent, by the stores' logs, and what became of it, by its rows. */
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { WebhookEventType } from '@curbline/contracts/webhooks';
import type { Database } from '@curbline/database';
import { type Channel, decideNotifications, STAFF_KINDS } from '@curbline/domain/notify';
import { LOG_START, readAfter } from '@curbline/store-log';
import {
  eventIdOfLog,
  webhookEventOf,
} from '../../apps/notification-service/src/webhooks/webhook-event-of.js';
import { digestOf } from './history.js';
import type { MessageLine, Row } from './message-history.js';
import type { Reached } from './message-load.js';

/** Of the demo's stores: past their goal it is said each minute until the wait is critical. */
const TIMES_PAST_GOAL = [0, 1, 2];

interface DeliveryRow {
  readonly store_id: string;
  readonly key: string;
  readonly order_id: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly state: string;
  readonly reason: string | null;
  readonly later: boolean;
}
type People = ReadonlyMap<string, Reached>;
type Devices = ReadonlyMap<string, Reached & { readonly store: string }>;

/**
 * @param customers by order
 * @param devices by their ids, all of which ask to be told
 */
export async function harvestMessages(
  { dataSource }: Database,
  stores: readonly string[],
  customers: People,
  devices: Devices,
): Promise<MessageLine[]> {
  const logs = await Promise.all(stores.map((store) => logOf(dataSource, store)));
  const rows = await dataSource.query<DeliveryRow[]>(
    `SELECT store_id, key, order_id, kind, channel, state, reason, due_at > now() AS later FROM delivery`,
  );
  const hooks = await dataSource.query<{ event_id: string; state: string }[]>(
    'SELECT event_id, state FROM webhook_delivery',
  );
  return [
    ...logs
      .flat()
      .filter(isOfRun(customers))
      .flatMap((event) => [
        ...dueToCustomer(event, customers),
        ...dueToDevices(event, devices),
        ...dueHook(event),
      ]),
    ...rows.map((row) => rowOf(row, customers, devices)),
    ...hooks.map(({ event_id: id, state }): MessageLine => ({ t: 'hook row', id, state })),
  ];
}

/** The seed has placed orders, too. */
const isOfRun =
  (customers: People) =>
  ({ payload: { card } }: StoreEvent): boolean =>
    card != null && customers.has(card.orderId);

async function logOf(database: Database['dataSource'], store: string): Promise<StoreEvent[]> {
  const log: StoreEvent[] = [];
  for (let position: LogPosition = LOG_START, more = true; more;) {
    const read = await readAfter(database, store, position);
    if (read.kind === 'resync') throw new Error(`the log of ${store} is not whole: ${read.reason}`);
    log.push(...read.events);
    ({ next: position, more } = read);
  }
  return log;
}

function dueToCustomer(event: StoreEvent, customers: People): MessageLine[] {
  const { card } = event.payload;
  const reached = card && customers.get(card.orderId);
  if (!card || !reached) return [];
  const at = Date.parse(event.occurredAt);
  const { orderId, tripId, arrival } = card;
  const facts = { type: event.type, seq: event.seq, occurredAt: at, orderId, tripId };
  const plan = (channels: readonly Channel[]): ReturnType<typeof decideNotifications> =>
    decideNotifications(
      { ...facts, arrivalConfirmed: arrival?.confirmed ?? false },
      { channels: new Set(channels), isOn: () => undefined },
      at,
    );
  const { email, sms, push, pushSince = Number.POSITIVE_INFINITY } = reached;
  const before: Channel[] = [...(email ? (['email'] as const) : []), ...(sms ? (['sms'] as const) : [])];
  const due = (key: string, channels: readonly Channel[]): MessageLine => ({
    t: 'due',
    store: event.storeId,
    key,
    channels,
  });
  // Just before push began, it may have been planned without it or with it.
  if (push !== undefined && at < pushSince)
    return plan(before).map(({ key }) => due(key, [...before, 'push']));
  const channels: Channel[] = push === undefined ? before : [...before, 'push'];
  return plan(channels).map(({ key, channel }) => due(key, [channel]));
}

/** Every device hears of an arrival that nobody has taken, and of a wait that becomes long; both may become needless. */
function dueToDevices({ type, storeId, payload: { card } }: StoreEvent, devices: Devices): MessageLine[] {
  const isArrival = type === 'trip_arrived' || type === 'arrival_confirmed';
  if (!card || !isArrival || !card.arrival?.confirmed || card.trip.state !== 'arrived') return [];
  const of = `${card.tripId}:${card.corrections}`;
  const messages = [
    ...(card.order.claimedBy === null ? [`arrival_waiting:${of}`] : []),
    ...TIMES_PAST_GOAL.map((time) => `past_goal:${of}:${time}`),
    `wait_critical:${of}`,
  ];
  const told = [...devices].filter(([, { store }]) => store === storeId);
  return told.flatMap(([device]) =>
    messages.map((message): MessageLine => {
      return { t: 'due', store: storeId, key: `${message}:${device}`, channels: ['push'] };
    }),
  );
}

function dueHook(event: StoreEvent): MessageLine[] {
  const hook = webhookEventOf(event, { reference: null, externalId: null });
  if (!hook) return [];
  const type = hook.type as WebhookEventType;
  return [{ t: 'hook due', id: eventIdOfLog(event, type), type, store: event.storeId, seq: event.seq }];
}

function rowOf(
  { store_id: store, key, order_id: order, kind, channel, state, reason, later: isLater }: DeliveryRow,
  customers: People,
  devices: People,
): Row {
  const isForStaff = (STAFF_KINDS as readonly string[]).includes(kind);
  const whom = isForStaff ? devices.get(key.split(':').at(-1) ?? '') : customers.get(order);
  const to = digestOf(whom?.[channel] ?? `${kind} ${order}`);
  return { t: 'row', store, key, channel, to, state, reason, isLater };
}
