import type { Card } from '@curbline/contracts/events';
import type { AccountNotice, BoardSnapshot, StaffSession } from '@curbline/contracts/http';
import { cardHere, crowdedStore } from './crowded-store.js';
import { W40 } from './long-words.js';

/** What staff and customers tell each other, on cards: asked, late, messages, overdue; and the lists beside the board. */
const MINUTE = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();

interface Change {
  readonly trip?: Partial<Card['trip']>;
  readonly order?: Partial<Card['order']>;
  readonly arrival?: null;
}

function cardOf(i: number, now: number, change: Change): Card {
  const card = cardHere(i, 'worst', now);
  const order = { ...card.order, claimedBy: null, claimedAt: null, ...change.order };
  const { arrival = card.arrival } = change;
  return { ...card, order, trip: { ...card.trip, ...change.trip }, arrival };
}

/** A board of long words on which everything has been said once. */
export function toldBoard(language: 'fr' | 'en', now: number): BoardSnapshot {
  const coming = { arrival: null, order: { state: 'preparing' as const } };
  const late = { state: 'preparing' as const, expectedReadyAt: iso(now + 5 * MINUTE) };
  return {
    ...crowdedStore({ here: 0, others: 0, bays: 12 }, 'worst', language, now),
    cards: [
      cardOf(0, now, { trip: { questionedAt: iso(now - MINUTE) } }),
      cardOf(1, now, { order: late }),
      cardOf(2, now, { trip: { message: { message: 'hazard_lights', sentAt: iso(now) } } }),
      cardOf(3, now, {
        ...coming,
        trip: { state: 'approaching', declaredArrivalAt: iso(now - 46 * MINUTE) },
      }),
      cardOf(4, now, {
        ...coming,
        trip: { state: 'approaching', expectedAt: iso(now - 125 * MINUTE) },
      }),
    ],
  };
}

/** Orders by the state in which they were left. */
export function unfinished(now: number): { leftOpen: Card[]; notCollected: Card[] } {
  const left = { state: 'left_open' as const, leftOpenAt: iso(now - 600 * MINUTE) };
  return {
    leftOpen: [0, 1].map((i) => cardOf(i, now - 700 * MINUTE, { trip: left })),
    notCollected: [2, 3].map((i) => cardOf(i, now, { order: { state: 'not_collected' }, arrival: null })),
  };
}

export const foundCards = (now: number): Card[] =>
  [5, 6, 7].map((i) => ({
    ...cardOf(i, now, { arrival: null }),
    orderId: `found-${i}`,
    vehicle: null,
  }));

export const ownSessions = (now: number): StaffSession[] =>
  ['Terminal du quai numéro 1, rue Hrant-Dink', W40].map((device, i) => ({
    id: 'x'.repeat(42) + i,
    current: i === 0,
    device,
    signedInAt: iso(now),
    lastUsedAt: iso(now),
  }));

export const ownNotices = (now: number): AccountNotice[] => [
  {
    id: '0b6a5f5e-0000-4000-8000-000000000009',
    kind: 'pin-changed',
    by: W40,
    byYourself: false,
    occurredAt: iso(now),
    seenAt: null,
  },
];
