/** Cards and events for the specs of this folder and of the board: plain, complete, and easy to vary. */
import type { Card, StoreEvent, StoreEventType } from '@curbline/contracts/events';

/** 14 July 2026, 17:00 in Paris. */
export const SAMPLE_NOW = Date.parse('2026-07-14T15:00:00Z');

export const at = (ms: number): string => new Date(ms).toISOString();

/** A card whose customer stands in bay 4 since 40 s, live, nobody going yet. */
export function sampleCard(over: Partial<Card> = {}): Card {
  return {
    orderId: 'order-1',
    tripId: 'trip-1',
    storeId: 'lyon',
    shortCode: 'K7P',
    customerName: 'Camille R.',
    language: 'fr',
    pickupType: 'curbside',
    window: null,
    itemsCount: 3,
    flags: [],
    note: null,
    order: {
      state: 'ready',
      version: 2,
      readyAt: at(SAMPLE_NOW - 1_800_000),
      claimedBy: null,
      claimedAt: null,
      handedOverAt: null,
      proof: null,
      recalls: 0,
    },
    trip: {
      state: 'arrived',
      version: 3,
      sharing: 'live',
      startedAt: at(SAMPLE_NOW - 900_000),
      approachingAt: at(SAMPLE_NOW - 160_000),
      departedAt: null,
      declaredArrivalAt: null,
      firstSignAt: at(SAMPLE_NOW - 900_000),
    },
    arrival: {
      occurredAt: at(SAMPLE_NOW - 40_000),
      decidedAt: at(SAMPLE_NOW - 30_000),
      evidence: 'position_parked',
      confirmed: true,
      reasons: { stoodForS: 14, accuracyM: 9, fixes: 3 },
    },
    bay: '4',
    vehicle: { colour: 'white', model: 'Peugeot 208' },
    placement: 'trunk',
    wait: null,
    corrections: 0,
    ...over,
  };
}

/** An event of the log with the whole card in it. */
export function sampleEvent(seq: number, card: Card, type: StoreEventType = 'details_changed'): StoreEvent {
  return {
    storeId: card.storeId,
    epoch: 'e1',
    seq,
    type,
    version: 1,
    entityId: card.orderId,
    entityVersion: card.order.version,
    tripId: card.tripId,
    payload: { card },
    occurredAt: at(SAMPLE_NOW),
    recordedAt: at(SAMPLE_NOW),
    actor: { kind: 'system', id: null, name: null },
    requestId: null,
  };
}
