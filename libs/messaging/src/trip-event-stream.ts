import type { TripEvent } from '@curbline/contracts/events';

/** What a consumer does with one event; a rejection means "not applied, give it to me again". */
export type TripEventHandler = (event: TripEvent) => Promise<void>;

export interface Consumption {
  /** Waits for the event being handled, then takes no more. */
  close(): Promise<void>;
}

/**
 * Facts on their way from geofence-service to order-service. At least once, so a handler is
 * idempotent by `event.id`. In order per trip within one consumer; when several consumers share a
 * group, two events of a trip that follow closely may meet at two of them, and the trip's own
 * compare-and-set and transition table decide. An event is only as good as its acknowledgement: the
 * publisher keeps its own state unsaved until `publish` resolves, and tries again when it rejects.
 */
export abstract class TripEventStream {
  /** @throws when the event was not taken over (in one process: not applied). */
  abstract publish(event: TripEvent): Promise<void>;
  /**
   * @param group every group gets every event once; within a group the consumers share them.
   * @param consumer this process' name in the group; the same after a restart where possible.
   */
  abstract consume(group: string, consumer: string, handler: TripEventHandler): Promise<Consumption>;
  abstract close(): Promise<void>;
}
