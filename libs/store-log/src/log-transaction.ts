import type { StoreEvent, StoreEventDraft } from '@curbline/contracts/events';
import { inTransaction, type TransactionOptions } from '@curbline/database';
import type { WakeUps } from '@curbline/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { append, type AppendContext } from './append.js';

/** {@link append} bound to the running transaction. */
export type AppendToLog = (
  storeId: string,
  drafts: readonly StoreEventDraft[],
  context: AppendContext,
) => Promise<StoreEvent[]>;

/**
 * One change: state and log entries in one transaction, and the followers of the stores it touched
 * woken after the commit (before it they would look and find nothing). A wake-up that is lost costs
 * a follower its poll interval.
 *
 * `work` may run again after a serialization failure, so it has no effect outside the database.
 */
export async function logTransaction<T>(
  dataSource: DataSource,
  wakeUps: WakeUps,
  work: (manager: EntityManager, append: AppendToLog) => Promise<T>,
  options?: TransactionOptions,
): Promise<T> {
  const touched = new Set<string>();
  const result = await inTransaction(
    dataSource,
    (manager) => {
      touched.clear();
      return work(manager, async (storeId, drafts, context) => {
        const events = await append(manager, storeId, drafts, context);
        if (events.length > 0) touched.add(storeId);
        return events;
      });
    },
    options,
  );
  for (const storeId of touched) wakeUps.wake(storeId);
  return result;
}
