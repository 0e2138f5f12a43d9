/** The messages that customers get, as data: what causes each, by which channels, how long it is worth sending. */

export const CHANNELS = ['push', 'sms', 'email'] as const;
/** The ways to a customer, the quickest and most easily read first. */
export type Channel = (typeof CHANNELS)[number];

export const MESSAGE_KINDS = [
  'order_placed',
  'order_ready',
  'order_delayed',
  'order_canceled',
  'customer_arrived',
  'order_claimed',
  'customer_not_found',
  'shortage_asked',
  'hold_ending',
  'order_handed_over',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export interface MessageRule {
  /** The events of the store's log that cause it. */
  readonly events: readonly string[];
  /** What it is sent once for: the order, its trip, each such event, or all those of an order within a minute. */
  readonly oncePer: 'order' | 'trip' | 'event' | 'minute';
  /** Sent unless the store says otherwise. */
  readonly on: readonly Channel[];
  /** After so many seconds it is no longer worth sending. */
  readonly lifetimeS: number;
  /** Not sent to a customer whose page is connected: the page says it. */
  readonly unlessConnected?: true;
  /** When nobody opened the page so many seconds after the message, the next channel has a try. */
  readonly nextChannelAfterS?: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const ALL: readonly Channel[] = CHANNELS;

export const MESSAGE_RULES: Readonly<Record<MessageKind, MessageRule>> = {
  order_placed: {
    events: ['order_placed'],
    oncePer: 'order',
    on: ALL,
    lifetimeS: 24 * HOUR,
    nextChannelAfterS: HOUR,
  },
  order_ready: {
    events: ['order_ready'],
    oncePer: 'order',
    on: ALL,
    lifetimeS: 2 * HOUR,
    nextChannelAfterS: 15 * MINUTE,
  },
  order_delayed: { events: ['order_delayed'], oncePer: 'event', on: ALL, lifetimeS: HOUR },
  order_canceled: { events: ['order_canceled'], oncePer: 'order', on: ALL, lifetimeS: 24 * HOUR },
  customer_arrived: {
    events: ['trip_arrived', 'arrival_confirmed'],
    oncePer: 'trip',
    on: ALL,
    lifetimeS: 5 * MINUTE,
    unlessConnected: true,
  },
  order_claimed: {
    events: ['order_claimed'],
    oncePer: 'trip',
    on: ALL,
    lifetimeS: 5 * MINUTE,
    unlessConnected: true,
  },
  customer_not_found: {
    events: ['arrival_questioned'],
    oncePer: 'event',
    on: ALL,
    lifetimeS: 10 * MINUTE,
  },
  // Staff who pack an order may find several lines short, one after the other.
  shortage_asked: {
    events: ['line_short'],
    oncePer: 'minute',
    on: ALL,
    lifetimeS: 10 * MINUTE,
    unlessConnected: true,
  },
  hold_ending: { events: ['hold_ending'], oncePer: 'event', on: ALL, lifetimeS: 2 * HOUR },
  order_handed_over: { events: ['order_handed_over'], oncePer: 'order', on: [], lifetimeS: 24 * HOUR },
};

/** Events after which nothing that is still to be sent about the order is true any more, except that it has ended. */
export const ENDINGS: readonly string[] = ['order_handed_over', 'order_canceled', 'order_not_collected'];
export const ENDING_KINDS: readonly MessageKind[] = ['order_canceled', 'order_handed_over'];
