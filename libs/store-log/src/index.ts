/** @curbline/store-log: the store's log, which is outbox, audit trail, board replay and source of the statistics. */
export { append, type AppendContext } from './append.js';
export { logTransaction, type AppendToLog } from './log-transaction.js';
export {
  eventsOfEntity,
  head,
  heads,
  latestOfTrip,
  LOG_START,
  readAfter,
  type LogRead,
  type Queryable,
  type ResyncReason,
} from './read.js';
export { snapshot } from './snapshot.js';
export {
  StoreLogFollower,
  type FollowerOptions,
  type FollowFrom,
  type FollowHandlers,
  type Subscription,
} from './store-log-follower.js';
export { StoreLog } from './store-log.js';
export { storeLogMigrations } from './store-log-migrations.js';
export { eraseFromCards, type ForgottenOrder } from './erase-from-cards.js';
export { prune, renewEpoch, renewEpochs, RETENTION_DAYS } from './retention.js';
