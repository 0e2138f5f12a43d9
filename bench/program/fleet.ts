/** The phones of many trips, and their client: some open connections, each trip's fixes one after the other. */
import type { FixesAnswer } from '@curbline/contracts/http';
import { placeOf } from './cars.ts';
import { KeepAliveConnection } from './keep-alive-connection.ts';

export interface SeededTrip {
  readonly tripId: string;
  /** The value of its cookie. */
  readonly cookie: string;
}

export class Fleet {
  private readonly trips: readonly SeededTrip[];
  /** Until when each has told where it was, Unix ms. */
  private readonly toldUntil: number[];
  private turn = 0;

  /** @param trips as `placeOf` numbers them */
  constructor(trips: readonly SeededTrip[]) {
    this.trips = trips;
    this.toldUntil = trips.map(() => Date.now() - 1_000);
  }

  /** The next trip's turn. @param batch positions in the request, since the last that it has sent */
  next(batch: number): { readonly path: string; readonly cookie: string; readonly body: string } {
    const car = this.turn++ % this.trips.length;
    const [from, now] = [this.toldUntil[car]!, Date.now()];
    const fixes = Array.from({ length: batch }, (_, i) =>
      placeOf(car, Math.round(from + ((i + 1) * (now - from)) / batch)),
    );
    this.toldUntil[car] = now;
    const { tripId, cookie } = this.trips[car]!;
    return {
      path: `/v1/trips/${tripId}/fixes`,
      cookie: `curbline-trip-${tripId}=${cookie}`,
      body: JSON.stringify({ sentAt: now, fixes }),
    };
  }
}

export interface Pounding {
  readonly requests: number;
  readonly batch: number;
  readonly connections?: number;
}

export interface Pounded {
  readonly fixes: number;
  readonly accepted: number;
  /** Why the others were passed over, and how often. */
  readonly refused: Readonly<Record<string, number>>;
}

/**
 * Sends so many requests as fast as the server answers, so many at once. @throws at the first refusal.
 *
 * It never sleeps while it waits. To wake a sleeping client costs whoever writes to it, and a quick server finds
 * its client awake more often than a slow one: a bare route that works for 90 µs more would be charged 107.
 */
export async function pound(port: number, fleet: Fleet, pounding: Pounding): Promise<Pounded> {
  const { requests, batch, connections = 16 } = pounding;
  const opening = Array.from({ length: connections }, () => KeepAliveConnection.open(port));
  const lines = await Promise.all(opening);
  const refused: Record<string, number> = {};
  let [left, accepted] = [requests, 0];
  let waiting = true;
  const stayAwake = (): void => void (waiting && setImmediate(stayAwake));
  stayAwake();
  await Promise.all(
    lines.map(async (line) => {
      while (left > 0) {
        left -= 1;
        const { path, body, cookie } = fleet.next(batch);
        const answer = JSON.parse(await line.post(path, body, cookie)) as FixesAnswer;
        accepted += answer.accepted;
        for (const { reason } of answer.refused) refused[reason] = (refused[reason] ?? 0) + 1;
      }
    }),
  );
  waiting = false;
  for (const line of lines) line.close();
  return { fixes: requests * batch, accepted, refused };
}
