import { setTimeout as sleep } from 'node:timers/promises';
import { TripEvent } from '@curbline/contracts/events';
import { TripEventStream, type Consumption, type TripEventHandler } from '../trip-event-stream.js';
import { ByKey } from './by-key.js';

interface Member {
  consumer: string;
  handler: TripEventHandler;
}

/** Pauses before the second, third and fourth attempt. */
const RETRY_PAUSES_MS = [10, 50, 250];

/**
 * The stream when publisher and consumers are one process. There is no queue that could be lost: `publish` resolves when
 * every group has applied the event and rejects when one could not, so the publisher has the fact until it is in the
 * database.
 */
export class InProcessTripEvents extends TripEventStream {
  private readonly groups = new Map<string, Member[]>();
  private readonly trips = new ByKey();
  private closed = false;

  /** @param retryPausesMs how long to wait before each further attempt of a failing handler. */
  constructor(private readonly retryPausesMs: readonly number[] = RETRY_PAUSES_MS) {
    super();
  }

  override async publish(event: TripEvent): Promise<void> {
    if (this.closed) throw new Error('the trip-event stream is closed');
    if (this.groups.size === 0) throw new Error('no consumer of trip events is running yet');
    // Copied through JSON and the schema, as over a network: no shared objects and no extra fields.
    const wire = JSON.stringify(TripEvent.parse(event));
    await this.trips.run(event.tripId, async () => {
      for (const name of [...this.groups.keys()]) {
        await this.deliver(name, wire);
      }
    });
  }

  override async consume(group: string, consumer: string, handler: TripEventHandler): Promise<Consumption> {
    const member = { consumer, handler };
    this.groups.set(group, [...(this.groups.get(group) ?? []), member]);
    return {
      close: async () => {
        const left = (this.groups.get(group) ?? []).filter((other) => other !== member);
        if (left.length > 0) this.groups.set(group, left);
        else this.groups.delete(group);
        await this.trips.idle();
      },
    };
  }

  override async close(): Promise<void> {
    this.closed = true;
    await this.trips.idle();
  }

  private async deliver(group: string, wire: string): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const members = this.groups.get(group) ?? [];
      const member = members[attempt % Math.max(1, members.length)];
      if (!member) throw new Error(`all consumers of ${group} are closed`);
      try {
        return await member.handler(TripEvent.parse(JSON.parse(wire)));
      } catch (error) {
        const pauseMs = this.retryPausesMs[attempt];
        if (pauseMs === undefined) throw error;
        await sleep(pauseMs);
      }
    }
  }
}
