import type { Actor, Card, StoreEventDraft } from '@curbline/contracts/events';
import type { MigrationSet } from '@curbline/database';
import { storeLogMigrations, type AppendContext } from '@curbline/store-log';

export const LOG_TABLES: MigrationSet[] = [
  { owner: 'order-service', tableName: 'order_service_migrations', migrations: storeLogMigrations },
];

export const TRIP_ID = '7d3f6f0e-8f0e-4c61-9a3c-6f1b2a3c4d5e';
const ORDER_ID = 'b0e7c1de-3a55-4d0c-8a3f-0d2f6e7a8b9c';
const AT = '2026-03-11T09:00:00.000Z';

/** A whole card, as every event carries; `shortCode` tells the writers of a test apart. */
export function card(shortCode: string): Card {
  return {
    orderId: ORDER_ID,
    tripId: TRIP_ID,
    storeId: 'lyon',
    shortCode,
    customerName: 'Inès B.',
    language: 'fr',
    service: 'curbside',
    window: null,
    itemsCount: 3,
    flags: [],
    note: null,
    order: {
      state: 'placed',
      version: 1,
      readyAt: null,
      claimedBy: null,
      claimedAt: null,
      handedOverAt: null,
      proof: null,
      recalls: 0,
    },
    trip: {
      state: 'pending',
      version: 1,
      sharing: 'none',
      startedAt: null,
      approachingAt: null,
      departedAt: null,
      declaredArrivalAt: null,
      firstSignAt: null,
    },
    arrival: null,
    bay: null,
    vehicle: null,
    placement: null,
    wait: null,
    corrections: 0,
  };
}

export function draft(shortCode: string, changes: Partial<StoreEventDraft> = {}): StoreEventDraft {
  return {
    type: 'order_placed',
    entityId: ORDER_ID,
    entityVersion: 1,
    tripId: TRIP_ID,
    payload: { card: card(shortCode) },
    occurredAt: AT,
    ...changes,
  };
}

const SYSTEM: Actor = { kind: 'system', id: null, name: null };

export function context(recordedAt = AT): AppendContext {
  return { actor: SYSTEM, requestId: 'req-1', recordedAt };
}
