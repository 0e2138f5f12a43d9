import type { StoreEventDraft } from '@curbline/contracts/events';
import { inTransaction, type TransactionOptions } from '@curbline/database';
import type { WakeUps } from '@curbline/messaging';
import type { DataSource, EntityManager } from 'typeorm';
import { appendPipelined, type AppendContext } from './append.js';

/** {@link appendPipelined} bound to the running transaction: call it last. */
export type AppendToLog = (
  storeId: string,
  drafts: readonly StoreEventDraft[],
  context: AppendContext,
) => void;

/**
 * Runs one change: state and log entries in one transaction. After the commit it notifies the followers of the stores
 * whose logs have new events; when a wake-up is lost, a follower finds the events at its next poll.
 *
 * `work` may run again after a serialization failure, so it must have no effect outside the database.
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
        appendPipelined(manager, storeId, drafts, context);
        if (drafts.length > 0) touched.add(storeId);
      });
    },
    options,
  );
  for (const storeId of touched) wakeUps.wake(storeId);
  return result;
}
