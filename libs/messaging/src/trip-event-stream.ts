import type { TripEvent } from '@curbline/contracts/events';

/** Applies one event; after a rejection the event is delivered again. */
export type TripEventHandler = (event: TripEvent) => Promise<void>;

export interface Consumption {
  /** Waits for the running handler; no event is delivered afterwards. */
  close(): Promise<void>;
}

/**
 * Carries facts from geofence-service to order-service, at least once, so a handler is idempotent by `event.id`. Events
 * of a trip are in order within one consumer; when several consumers share a group, two of them may handle two events of
 * a trip at once, and the trip's compare-and-set and transition table decide. The publisher saves its own state only
 * after `publish` resolves, and tries again when it rejects.
 */
export abstract class TripEventStream {
  /** @throws when the event was not stored (in one process: not applied). */
  abstract publish(event: TripEvent): Promise<void>;
  /**
   * @param group every group gets every event; within a group the consumers share them.
   * @param consumer this process' name in the group; the same after a restart where possible.
   */
  abstract consume(group: string, consumer: string, handler: TripEventHandler): Promise<Consumption>;
  abstract close(): Promise<void>;
}
