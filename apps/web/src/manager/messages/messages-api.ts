import type { DeliveryState, MessagesPage } from '@curbline/contracts/http';
import { type CallResult, call } from '../../live/http.js';

/** Which messages are listed. */
export type Shown = 'all' | 'failed' | 'waiting';

const STATES: Readonly<Record<Exclude<Shown, 'all'>, readonly DeliveryState[]>> = {
  failed: ['failed', 'unknown', 'expired', 'suppressed'],
  waiting: ['waiting', 'sending'],
};

/** @param before the `next` of the page before; null at the beginning */
export function readMessages(
  storeId: string,
  shown: Shown,
  before: string | null,
): Promise<CallResult<MessagesPage>> {
  const query = new URLSearchParams({
    ...(shown !== 'all' && { state: STATES[shown].join(',') }),
    ...(before !== null && { before }),
  });
  return call(`/v1/stores/${encodeURIComponent(storeId)}/messages?${query}`);
}
