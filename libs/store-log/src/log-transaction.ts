import type { StoreEventDraft } from '@curbline/contracts/events';
import { inTransaction, type TransactionOptions } from '@curbline/database';
import type { WakeUps } from '@curbline/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { appendAhead, type AppendContext } from './append.js';

/** {@link appendAhead} bound to the running transaction: call it last. */
export type AppendToLog = (
  storeId: string,
  drafts: readonly StoreEventDraft[],
  context: AppendContext,
) => void;

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
      return work(manager, (storeId, drafts, context) => {
        appendAhead(manager, storeId, drafts, context);
        if (drafts.length > 0) touched.add(storeId);
      });
    },
    options,
  );
  for (const storeId of touched) wakeUps.wake(storeId);
  return result;
}
