/** Who is told what about an event of a store's log, and when at the latest. Pure: everything it goes by is given. */
import { isPlanned } from './delivery-state.js';
import {
  CHANNELS,
  ENDINGS,
  MESSAGE_KINDS,
  MESSAGE_RULES,
  type Channel,
  type MessageKind,
} from './message-kinds.js';

/** What is needed of an event of the log; its card is the order's as it was right after. */
export interface NotifyingEvent {
  readonly type: string;
  readonly seq: number;
  /** Unix ms. */
  readonly occurredAt: number;
  readonly orderId: string;
  readonly tripId: string;
  /** False for an arrival that only a tap from far away claims: nobody is told of it. */
  readonly arrivalConfirmed: boolean;
}

export interface Reach {
  /** The channels by which this customer can be reached and agreed to be. */
  readonly channels: ReadonlySet<Channel>;
  /** Whether the store sends this kind by this channel; undefined: as the rule of the kind says. */
  readonly isOn: (kind: MessageKind, channel: Channel) => boolean | undefined;
}

/** One message to send. */
export interface PlannedMessage {
  readonly kind: MessageKind;
  readonly channel: Channel;
  /** The same for the same message however often it is decided: `order_ready:<order>`. */
  readonly key: string;
  /** Not before, Unix ms. */
  readonly dueAt: number;
  /** Not after, Unix ms. */
  readonly expiresAt: number;
  /**
   * What makes it needless when it is due: the customer's page is connected, or was open since the event; or a channel
   * before this one was enough.
   */
  readonly unless: 'page_connected' | 'page_seen' | 'sent_otherwise' | null;
}

/** A page that has just lost its line is back within this time, or its owner has put the phone away. */
const PAGE_AWAY_MS = 15_000;

/**
 * The messages that an event causes: the first channel at once, the others only where the first may go unread.
 * @param now Unix ms; what is too late by then is planned as expired, and after a day not at all
 */
export function decideNotifications(event: NotifyingEvent, reach: Reach, now: number): PlannedMessage[] {
  return MESSAGE_KINDS.filter((kind) => causes(event, kind)).flatMap((kind) =>
    planOf(kind, event, reach, now),
  );
}

/** Whether any message may follow from events of this type: what else happens needs no look at contacts. */
export const mayNotify = (type: string): boolean =>
  MESSAGE_KINDS.some((kind) => MESSAGE_RULES[kind].events.includes(type));

/** Whether messages about the order that are still to be sent are no longer true after an event of this type. */
export const endsMessages = (type: string): boolean => ENDINGS.includes(type);

function causes(event: NotifyingEvent, kind: MessageKind): boolean {
  return (
    MESSAGE_RULES[kind].events.includes(event.type) && (kind !== 'customer_arrived' || event.arrivalConfirmed)
  );
}

function planOf(kind: MessageKind, event: NotifyingEvent, reach: Reach, now: number): PlannedMessage[] {
  const rule = MESSAGE_RULES[kind];
  const expiresAt = event.occurredAt + rule.lifetimeS * 1000;
  if (!isPlanned(expiresAt, now)) return [];
  const channels = CHANNELS.filter(
    (channel) => reach.channels.has(channel) && (reach.isOn(kind, channel) ?? rule.on.includes(channel)),
  );
  const { nextChannelAfterS } = rule;
  const [first, ...others] = channels;
  if (first === undefined) return [];
  const key = keyOf(kind, event);
  const plan: PlannedMessage[] = [
    {
      kind,
      channel: first,
      key,
      dueAt: event.occurredAt + (rule.unlessConnected ? PAGE_AWAY_MS : 0),
      expiresAt,
      unless: rule.unlessConnected ? 'page_connected' : null,
    },
  ];
  if (nextChannelAfterS === undefined) {
    // A browser may have dropped its subscription without a word: push alone has somebody behind it for every kind.
    const next = first === 'push' ? others[0] : undefined;
    const dueAt = event.occurredAt + rule.lifetimeS * 500;
    return next ? [...plan, { kind, channel: next, key, dueAt, expiresAt, unless: 'sent_otherwise' }] : plan;
  }
  return plan.concat(
    others.map((channel, index) => ({
      kind,
      channel,
      key,
      dueAt: event.occurredAt + nextChannelAfterS * 1000 * (index + 1),
      expiresAt,
      unless: 'page_seen',
    })),
  );
}

function keyOf(kind: MessageKind, { orderId, tripId, seq, occurredAt }: NotifyingEvent): string {
  const { oncePer } = MESSAGE_RULES[kind];
  if (oncePer === 'order') return `${kind}:${orderId}`;
  if (oncePer === 'minute') return `${kind}:${orderId}:${Math.floor(occurredAt / 60_000)}`;
  return oncePer === 'trip' ? `${kind}:${tripId}` : `${kind}:${orderId}:${seq}`;
}
