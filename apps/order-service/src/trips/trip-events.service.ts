/**
 * Applies what the geofence service found out about trips, and what customers said by text message. Delivered at least once: the event's id is
 * written in the transaction of its effect, so a second delivery finds it and does nothing.
 */
import { hostname } from 'node:os';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Actor, TripEvent } from '@curbline/contracts/events';
import { lateFrom, latenessFault, type OtherStore, type Trip, type TripCommand } from '@curbline/domain/trip';
import { TripEventStream, type Consumption } from '@curbline/messaging';
import type { EntityManager } from 'typeorm';
import { BaysService } from '../stores/bays.service.js';
import { ChangesService } from '../changes/changes.service.js';
import { AppliedTripEventsRepository } from './applied-trip-events.repository.js';
import { type Pickup, windowToOf } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';

const POSITION: Actor = { kind: 'position', id: null, name: null };

const CUSTOMER: Actor = { kind: 'customer', id: null, name: null };

const OPEN: ReadonlySet<string> = new Set(['placed', 'preparing', 'ready']);

@Injectable()
export class TripEventsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('trip-events');
  private consumption: Consumption | undefined;

  constructor(
    private readonly changes: ChangesService,
    private readonly stream: TripEventStream,
    private readonly pickups: PickupsService,
    private readonly applied: AppliedTripEventsRepository,
    private readonly bays: BaysService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // Unlike any other process' name, containers (where every pid is 1) included.
    const consumer = `${hostname()}-${process.pid}`;
    this.consumption = await this.stream.consume('order-service', consumer, (event) => this.apply(event));
  }

  async onModuleDestroy(): Promise<void> {
    await this.consumption?.close();
  }

  /** @throws when the database is away: the event stays in the stream and comes again. */
  async apply(event: TripEvent): Promise<void> {
    const { storeId, tripId, requestId } = event;
    const bay = event.bay === undefined ? undefined : await this.bays.named(storeId, event.bay);
    const actor = event.evidence === 'text_message' ? CUSTOMER : POSITION;
    const outcome = await this.changes.run({ actor, storeId, requestId }, async (change) => {
      const [isFirst, pickup, otherStore] = await Promise.all([
        this.applied.add(change.manager, event, change.now),
        this.pickups.lock(change.manager, storeId, tripId),
        otherStoreOf(change.manager, event),
      ]);
      if (!isFirst) return 'it was applied before';
      if (!pickup) return 'there is no such trip';
      const claimed = pickup.orders.some(({ order }) => OPEN.has(order.state) && order.claimedBy !== null);
      const command =
        event.type === 'late'
          ? lateCommand(event, pickup, change.now)
          : commandFor(event, pickup.trip.trip, otherStore, claimed);
      if (!command) return 'the trip needs no change';
      const place = bay === undefined ? undefined : { ...pickup.trip.place, bay };
      const decided = await this.pickups.commandTrip(change, pickup, command, place);
      return 'refused' in decided ? 'the state of the trip does not allow it' : 'applied';
    });
    if (outcome !== 'applied')
      this.logger.debug({ msg: `The trip event ${event.type} changed nothing: ${outcome}.`, tripId });
  }
}

/** The store that an event is about besides the trip's own; null when there is none of this id (any more). */
async function otherStoreOf(manager: EntityManager, event: TripEvent): Promise<OtherStore | null> {
  if (event.otherStoreId === undefined || event.otherStoreId === event.storeId) return null;
  const [store] = await manager.query<{ name: string }[]>('SELECT name FROM store WHERE id = $1', [
    event.otherStoreId,
  ]);
  return store
    ? { storeId: event.otherStoreId, name: store.name, since: Date.parse(event.occurredAt) }
    : null;
}

/** "Late" by text message, counted from when they were expected. */
function lateCommand({ lateMinutes = 0 }: TripEvent, pickup: Pickup, now: number): TripCommand | undefined {
  const windowTo = windowToOf(pickup);
  const arrivalAt = lateFrom({ trip: pickup.trip.trip, windowTo }, now) + lateMinutes * 60_000;
  return latenessFault(arrivalAt, windowTo, now) ? undefined : { name: 'be_late', arrivalAt };
}

/** The domain's command for an event, or undefined when the event says nothing to this trip. */
export function commandFor(
  event: TripEvent,
  trip: Trip,
  otherStore: OtherStore | null = null,
  claimed = false,
): TripCommand | undefined {
  const occurredAt = Date.parse(event.occurredAt);
  const news = event.evidence && {
    occurredAt,
    evidence: event.evidence,
    reasons: event.reasons,
    ...(event.predicted && {
      predicted: {
        madeAt: Date.parse(event.predicted.madeAt),
        arrivalAt: Date.parse(event.predicted.arrivalAt),
      },
    }),
  };
  switch (event.type) {
    case 'approaching':
      return {
        name: 'note_approaching',
        occurredAt,
        ...(event.expectedAt !== undefined && { expectedAt: Date.parse(event.expectedAt) }),
      };
    case 'arrived':
      return news ? { name: 'note_arrival', ...news } : undefined;
    case 'arrival_corrected':
      return news ? { name: 'correct_arrival', ...news } : undefined;
    case 'at_other_store':
      return otherStore ? { name: 'note_other_store', store: otherStore } : undefined;
    case 'left_other_store':
      return { name: 'note_other_store', store: null };
    case 'late':
      return undefined;
    case 'departed':
      return { name: 'note_departure', occurredAt, claimed };
    case 'returned':
      if (trip.state === 'departed') return { name: 'note_return', occurredAt };
      // Staff had taken the arrival back and the phone was seen coming again: that is an arrival.
      return news ? { name: 'note_arrival', ...news } : undefined;
  }
}
