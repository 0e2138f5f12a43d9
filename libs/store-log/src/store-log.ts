import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import { head, heads, latestOfTrip, readAfter, type LogRead, type Queryable } from './read.js';

/** Reads the log of one database, for services that do not write it. */
export class StoreLog {
  constructor(private readonly database: Queryable) {}

  /** The position of a store's last event. */
  head(storeId: string): Promise<LogPosition> {
    return head(this.database, storeId);
  }

  /** The heads of many stores in one query; stores without events are left out. */
  async heads(storeIds: readonly string[]): Promise<ReadonlyMap<string, LogPosition>> {
    const found = await heads(this.database, storeIds);
    return new Map(found.map((one) => [one.storeId, one.head]));
  }

  /** The events after `position`, oldest first, at most `limit`, or the reason for a resync. */
  readAfter(storeId: string, position: LogPosition, limit?: number): Promise<LogRead> {
    return readAfter(this.database, storeId, position, limit);
  }

  /** The newest event that names the trip; its card is the trip's current one. */
  latestOfTrip(storeId: string, tripId: string): Promise<StoreEvent | undefined> {
    return latestOfTrip(this.database, storeId, tripId);
  }
}
