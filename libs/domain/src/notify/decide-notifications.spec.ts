import { describe, expect, it } from 'vitest';
import { decideNotifications, type NotifyingEvent, type Reach } from './decide-notifications.js';
import { type Channel, MESSAGE_KINDS, MESSAGE_RULES } from './message-kinds.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const EVENT: NotifyingEvent = {
  type: 'order_ready',
  seq: 12,
  occurredAt: NOW,
  orderId: 'order-1',
  tripId: 'trip-1',
  arrivalConfirmed: true,
};
const reach = (channels: readonly Channel[], isOn: Reach['isOn'] = () => undefined): Reach => ({
  channels: new Set(channels),
  isOn,
});
const BOTH = reach(['email', 'sms']);

describe('a message', () => {
  it('goes by the quickest channel, and by the next one where nobody opened the page', () => {
    expect(decideNotifications(EVENT, BOTH, NOW)).toEqual([
      {
        kind: 'order_ready',
        channel: 'sms',
        key: 'order_ready:order-1',
        dueAt: NOW,
        expiresAt: NOW + 2 * 3_600_000,
        unless: null,
      },
      expect.objectContaining({ channel: 'email', dueAt: NOW + 15 * 60_000, unless: 'page_seen' }),
    ]);
  });

  it('goes by push where the customer asked for it, and the others wait until it was not read', () => {
    const all = reach(['email', 'sms', 'push']);
    expect(decideNotifications(EVENT, all, NOW)).toMatchObject([
      { channel: 'push', dueAt: NOW, unless: null },
      { channel: 'sms', dueAt: NOW + 15 * 60_000, unless: 'page_seen' },
      { channel: 'email', dueAt: NOW + 30 * 60_000, unless: 'page_seen' },
    ]);
    // A kind that goes by one channel alone: the next one is for a push that did not leave.
    const delayed = { ...EVENT, type: 'order_delayed' };
    expect(decideNotifications(delayed, all, NOW)).toMatchObject([
      { channel: 'push', dueAt: NOW, unless: null },
      { channel: 'sms', dueAt: NOW + 30 * 60_000, unless: 'sent_otherwise' },
    ]);
    expect(decideNotifications(delayed, reach(['push']), NOW)).toHaveLength(1);
    expect(decideNotifications(delayed, BOTH, NOW)).toHaveLength(1);
  });

  it.each([
    ['nobody without a contact', reach([])],
    ['nobody where the store turned it off', reach(['sms', 'email'], () => false)],
  ])('goes to %s', (_, whom) => {
    expect(decideNotifications(EVENT, whom, NOW)).toEqual([]);
  });

  it('goes where the store turned it on', () => {
    const handedOver = { ...EVENT, type: 'order_handed_over' };
    expect(decideNotifications(handedOver, BOTH, NOW)).toEqual([]);
    const byMail = reach(['sms', 'email'], (_, channel) => channel === 'email');
    expect(decideNotifications(handedOver, byMail, NOW)).toMatchObject([{ channel: 'email' }]);
  });

  it('is planned as expired once it is too late, and not at all after a day: a log read from its start is quiet', () => {
    const everywhere = reach(['sms', 'email'], () => true);
    for (const kind of MESSAGE_KINDS) {
      const { events, lifetimeS } = MESSAGE_RULES[kind];
      const readAfter = (ms: number) =>
        decideNotifications({ ...EVENT, type: events[0]!, occurredAt: NOW - ms }, everywhere, NOW).filter(
          (planned) => planned.kind === kind,
        );
      const late = readAfter(lifetimeS * 1000);
      expect([kind, late.length > 0, late.every(({ expiresAt }) => expiresAt <= NOW)]).toEqual([
        kind,
        true,
        true,
      ]);
      expect(readAfter(lifetimeS * 1000 + 24 * 3_600_000)).toEqual([]);
    }
  });

  it('that the page shows as well waits for a page that comes back', () => {
    const arrived = { ...EVENT, type: 'trip_arrived' };
    expect(decideNotifications(arrived, BOTH, NOW)).toMatchObject([
      {
        kind: 'customer_arrived',
        key: 'customer_arrived:trip-1',
        dueAt: NOW + 15_000,
        unless: 'page_connected',
      },
    ]);
    // The confirmation of an arrival is the same message.
    const confirmed = { ...arrived, type: 'arrival_confirmed', seq: 13 };
    expect(decideNotifications(confirmed, BOTH, NOW)[0]?.key).toBe('customer_arrived:trip-1');
    expect(decideNotifications({ ...arrived, arrivalConfirmed: false }, BOTH, NOW)).toEqual([]);
  });

  it('about each delay is one of its own; about other things there is none', () => {
    const delayed = (seq: number): unknown[] =>
      decideNotifications({ ...EVENT, type: 'order_delayed', seq }, BOTH, NOW);
    expect(delayed(1)).not.toEqual(delayed(2));
    for (const type of ['trip_approaching', 'details_changed', 'settings_changed'])
      expect(decideNotifications({ ...EVENT, type }, BOTH, NOW)).toEqual([]);
  });
});
