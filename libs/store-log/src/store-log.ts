import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import { head, heads, latestOfTrip, readAfter, type LogRead, type Queryable } from './read.js';

/** Reading the log, bound to a database: what services that only read are given. */
export class StoreLog {
  constructor(private readonly database: Queryable) {}

  /** The position of a store's last event. */
  head(storeId: string): Promise<LogPosition> {
    return head(this.database, storeId);
  }

  /** The same of many stores in one query; a store without any event is not in it. */
  async heads(storeIds: readonly string[]): Promise<ReadonlyMap<string, LogPosition>> {
    const found = await heads(this.database, storeIds);
    return new Map(found.map((one) => [one.storeId, one.head]));
  }

  /** The events after `position`, oldest first, at most `limit`, or why they cannot be had. */
  readAfter(storeId: string, position: LogPosition, limit?: number): Promise<LogRead> {
    return readAfter(this.database, storeId, position, limit);
  }

  /** The newest event that names the trip; its card is the trip's current one. */
  latestOfTrip(storeId: string, tripId: string): Promise<StoreEvent | undefined> {
    return latestOfTrip(this.database, storeId, tripId);
  }
}
