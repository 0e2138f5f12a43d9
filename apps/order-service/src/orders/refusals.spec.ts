import { describe, expect, it } from 'vitest';
import { NEW_TRIP } from '@curbline/domain/trip';
import { problemBody } from '@curbline/platform';
import { NOT_HELD } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import { refusalOf } from './refusals.js';

const NOW = Date.parse('2026-03-11T09:00:00Z');
const lea = { staffId: 'lea', name: 'Léa' };

const pickup: Pickup = {
  trip: {
    storeId: 'lyon',
    id: 'trip',
    version: 3,
    trip: NEW_TRIP,
    place: { bay: '4', vehicle: null, placement: null },
    createdAt: NOW,
    substitute: null,
    sharingStoppedAt: null,
    leadS: 120,
    discreet: false,
  },
  orders: [
    {
      storeId: 'lyon',
      id: 'order',
      tripId: 'trip',
      version: 2,
      order: {
        state: 'ready',
        readyAt: NOW,
        expectedReadyAt: null,
        claimedBy: lea,
        claimedAt: NOW - 4_000,
        handedOverAt: null,
        proof: null,
        proofReason: null,
        recalls: 0,
      },
      terms: {
        shopId: null,
        externalId: null,
        reference: null,
        shortCode: 'K427',
        handOverCode: '7HXQ',
        customerName: 'Zoé M.',
        language: 'fr',
        service: 'curbside',
        serviceChange: null,
        window: null,
        itemsCount: 1,
        flags: [],
        note: null,
        createdAt: NOW,
      },
      handOver: { note: null, wrongCodes: 0, collectedBy: null },
      shortages: null,
      ...NOT_HELD,
      gestures: null,
    },
  ],
};

const detailAfter = (ms: number, language: 'en' | 'fr') =>
  problemBody(
    refusalOf({ refused: 'already-claimed', by: lea, at: NOW - ms }, pickup, 'order', NOW),
    language,
    'request',
  ).detail;

describe('refusalOf', () => {
  it('says who was faster, and how long ago, in the reader’s language', () => {
    expect(detailAfter(4_000, 'en')).toBe('Taken by Léa 4 s ago');
    expect(detailAfter(4_000, 'fr')).toBe('Prise par Léa il y a 4\u00a0s');
    expect(detailAfter(185_000, 'en')).toBe('Taken by Léa 3 min ago');
    expect(detailAfter(3 * 3_600_000, 'en')).toBe('Taken by Léa 3 h ago');
    expect(detailAfter(-500, 'en')).toBe('Taken by Léa 0 s ago');
  });

  it('brings the card as it is, without the customer’s code', () => {
    const refusal = refusalOf({ refused: 'not-possible-now' }, pickup, 'order', NOW);
    expect(refusal.getStatus()).toBe(409);
    expect(refusal.parts.card).toMatchObject({ shortCode: 'K427', bay: '4', order: { claimedBy: lea } });
    expect(JSON.stringify(refusal.parts)).not.toContain('7HXQ');
  });

  it('tells a wrong code nothing but that', () => {
    const refusal = refusalOf({ refused: 'wrong-code' }, pickup, 'order', NOW);
    expect(refusal.getStatus()).toBe(422);
    expect(refusal.parts).toEqual({});
  });
});
