import { describe, expect, it } from 'vitest';
import type { Card, StoreEvent, StoreEventType } from '@curbline/contracts/events';
import { WebhookEvent, WebhookEventType } from '@curbline/contracts/webhooks';
import { eventIdOfLog, mayBeWebhook, webhookEventOf } from './webhook-event-of.js';

const AT = '2026-01-05T08:00:00.000Z';
const [ORDER, TRIP] = ['0b1c2d3e-4f50-4a1b-8c2d-3e4f50617283', '1b1c2d3e-4f50-4a1b-8c2d-3e4f50617283'];
const NAMES = { reference: 'SO-4711', externalId: 'gid/9' };

const CARD: Card = {
  locker: { bank: 'L1', compartment: 'A3', size: 'small', assignedAt: AT },
  orderId: ORDER,
  tripId: TRIP,
  storeId: 'lyon',
  shortCode: 'K7',
  customerName: 'Zoé M.',
  language: 'fr',
  service: 'curbside',
  window: null,
  itemsCount: 3,
  flags: [],
  note: 'Sonner deux fois',
  order: {
    state: 'ready',
    version: 2,
    readyAt: AT,
    claimedBy: { staffId: ORDER, name: 'Léa' },
    claimedAt: AT,
    handedOverAt: AT,
    proof: 'code',
    recalls: 0,
  },
  trip: {
    state: 'arrived',
    version: 3,
    sharing: 'live',
    startedAt: AT,
    approachingAt: AT,
    departedAt: AT,
    declaredArrivalAt: null,
    firstSignAt: AT,
    expectedAt: '2026-01-05T08:02:00.000Z',
  },
  arrival: { occurredAt: AT, decidedAt: AT, evidence: 'position_parked', confirmed: true, reasons: null },
  bay: '4',
  vehicle: { make: 'Renault', color: 'red', plate: 'AB-123-CD' } as unknown as Card['vehicle'],
  placement: null,
  wait: { totalMs: 95_000, earlyMs: 0, shortNoticeMs: 20_000, storeMs: 75_000 },
  corrections: 0,
};

const logged = (type: StoreEventType, card: Card = CARD, seq = 7): StoreEvent => ({
  storeId: 'lyon',
  epoch: 'e1',
  seq,
  type,
  version: 2,
  entityId: ORDER,
  entityVersion: 2,
  tripId: TRIP,
  payload: { card },
  occurredAt: AT,
  recordedAt: AT,
  actor: { kind: 'staff', id: ORDER, name: 'Léa' },
  requestId: null,
});

const SENT: readonly [StoreEventType, WebhookEventType][] = [
  ['order_placed', 'order.ready'],
  ['order_ready', 'order.ready'],
  ['order_canceled', 'order.canceled'],
  ['order_delayed', 'order.delayed'],
  ['order_claimed', 'order.claimed'],
  ['order_handed_over', 'order.handed_over'],
  ['order_not_collected', 'order.not_collected'],
  ['shortage_settled', 'order.shortage_settled'],
  ['shortage_withdrawn', 'order.shortage_settled'],
  ['locker_assigned', 'locker.assigned'],
  ['service_changed', 'order.service_changed'],
  ['trip_started', 'trip.started'],
  ['trip_delayed', 'trip.delayed'],
  ['trip_approaching', 'trip.approaching'],
  ['trip_arrived', 'trip.arrived'],
  ['arrival_confirmed', 'trip.arrived'],
  ['trip_returned', 'trip.arrived'],
  ['trip_departed', 'trip.departed'],
];

describe('webhookEventOf', () => {
  it.each(SENT)('makes of %s a %s that its schema takes, with nothing more', (type, expected) => {
    expect(mayBeWebhook(type)).toBe(true);
    const event = webhookEventOf(logged(type), NAMES);
    expect(event?.type).toBe(expected);
    expect(WebhookEvent.parse(event)).toEqual(event);
    expect(event?.data).toMatchObject({ storeId: 'lyon', seq: 7, orderId: ORDER, tripId: TRIP, ...NAMES });
  });

  it.each(SENT)('says nothing personal of %s', (type) => {
    const text = JSON.stringify(webhookEventOf(logged(type), NAMES));
    for (const personal of ['Zoé', 'Léa', 'Renault', 'AB-123-CD', 'Sonner'])
      expect(text).not.toContain(personal);
  });

  it('covers each event that an endpoint can ask for, but the one that comes from progress', () => {
    const made = new Set(SENT.map(([, type]) => type));
    expect(WebhookEventType.options.filter((type) => !made.has(type))).toEqual(['order.prepare_by']);
  });

  it('says nothing of an arrival that only a tap from far away claims, until something confirms it', () => {
    const claimed = {
      ...CARD,
      arrival: { ...CARD.arrival!, evidence: 'tapped_far', confirmed: false },
    } as Card;
    expect(webhookEventOf(logged('trip_arrived', claimed), NAMES)).toBeUndefined();
    expect(webhookEventOf(logged('arrival_confirmed'), NAMES)?.type).toBe('trip.arrived');
  });

  it('says nothing of an order that is placed and not ready, and of what is no webhook', () => {
    const placed = { ...CARD, order: { ...CARD.order, state: 'placed' } } as Card;
    expect(webhookEventOf(logged('order_placed', placed), NAMES)).toBeUndefined();
    expect(webhookEventOf(logged('message_sent'), NAMES)).toBeUndefined();
    expect(mayBeWebhook('settings_changed')).toBe(false);
  });

  it('tells the wait in whole seconds, and what there is to do as the customer comes near', () => {
    const [handed, near] = [
      webhookEventOf(logged('order_handed_over'), NAMES),
      webhookEventOf(logged('trip_approaching'), NAMES),
    ];
    expect(handed?.data).toMatchObject({
      wait: { totalSeconds: 95, earlySeconds: 0, shortNoticeSeconds: 20, storeSeconds: 75 },
    });
    expect(near?.data).toMatchObject({ etaSeconds: 120, hint: 'bring_it_out' });
  });

  it('tells what is settled about missing goods by line and quantity, and nothing of open questions or names', () => {
    const common = {
      sku: '3017',
      name: 'Nutella',
      ordered: 3,
      missing: 2,
      substitute: 'Other spread',
      choices: ['substitute' as const, 'without' as const],
      fallback: 'without' as const,
      askedAt: AT,
      until: AT,
    };
    const open = { ...common, line: 0, state: 'asked' as const, choice: null, settledAt: null };
    const agreed = {
      ...common,
      line: 1,
      state: 'agreed' as const,
      choice: 'substitute' as const,
      settledAt: AT,
    };
    const silent = { ...agreed, line: 2, state: 'fallen_back' as const, choice: 'without' as const };
    const card = { ...CARD, shortages: [open, agreed, silent] };
    const event = webhookEventOf(logged('shortage_settled', card), NAMES);
    expect(WebhookEvent.parse(event)).toEqual(event);
    expect(event?.data).toMatchObject({
      shortages: [
        {
          line: 1,
          sku: '3017',
          quantity: 2,
          state: 'agreed',
          choice: 'substitute',
          substitute: 'Other spread',
        },
        { line: 2, sku: '3017', quantity: 2, state: 'fallen_back', choice: 'without', substitute: null },
      ],
    });
    expect(JSON.stringify(event)).not.toContain('Nutella');
  });

  it('says how an order is collected now, how it was, and on whose word', () => {
    const card = {
      ...CARD,
      service: 'walk_in' as const,
      serviceChange: { from: 'curbside' as const, at: AT },
    };
    const event = webhookEventOf(logged('service_changed', card), NAMES);
    expect(WebhookEvent.parse(event)).toEqual(event);
    expect(event?.data).toMatchObject({ service: 'walk_in', serviceBefore: 'curbside', changedBy: 'staff' });
  });

  it('gives the same event the same id, and another one another', () => {
    const id = (seq: number, epoch = 'e1') =>
      eventIdOfLog({ ...logged('order_ready', CARD, seq), epoch }, 'order.ready');
    expect(id(7)).toBe(id(7));
    expect(id(7)).toMatch(/^evt_[\w-]{27}$/);
    expect(new Set([id(7), id(8), id(7, 'e2')]).size).toBe(3);
  });
});
