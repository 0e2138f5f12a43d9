/** When webhooks are sent, and when an endpoint is given up. */
export {
  ATTEMPTS,
  afterAttempt,
  type AttemptResult,
  type AttemptOutcome,
  OFF_AFTER_MS,
  type WebhookFailure,
} from './after-attempt.js';
export {
  decidePrepareBy,
  type ExpectedArrival,
  PREPARE_BY_MOVED_MS,
  type PrepareBy,
} from './decide-prepare-by.js';
