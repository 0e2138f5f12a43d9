import { describe, expect, it } from 'vitest';
import { ORDER_STATES } from '../order/index.js';
import { decideGesture, GESTURE_AFTER_MS, type GestureFacts } from './decide-gesture.js';

const NOW = Date.UTC(2026, 2, 11, 9);
const FACTS: GestureFacts = { order: 'ready', handedOverAt: null, isGiven: false, perDay: 2, givenToday: 0 };
const decide = (facts: Partial<GestureFacts>, now = NOW) => decideGesture({ ...FACTS, ...facts }, now);

describe('a gesture', () => {
  it('is given as often as the store gives it in a day', () => {
    expect([0, 1, 2, 3].map((givenToday) => decide({ givenToday }))).toEqual([
      'give',
      'give',
      'used_up',
      'used_up',
    ]);
  });

  it('is unknown where the store does not give it', () => {
    expect(decide({ perDay: undefined })).toBe('unknown');
  });

  it('is given once to an order, also when it is used up or given no more', () => {
    for (const facts of [{}, { givenToday: 2 }, { perDay: undefined }, { order: 'canceled' as const }])
      expect(decide({ ...facts, isGiven: true })).toBe('given_already');
  });

  it('is given until the order is over, or half an hour after the hand-over', () => {
    const given = ORDER_STATES.filter((order) => decide({ order }) === 'give');
    expect(given).toEqual(['placed', 'preparing', 'ready', 'handed_over']);
    const handedOver = { order: 'handed_over', handedOverAt: NOW } as const;
    expect(decide(handedOver, NOW + GESTURE_AFTER_MS)).toBe('give');
    expect(decide(handedOver, NOW + GESTURE_AFTER_MS + 1)).toBe('too_late');
  });
});
