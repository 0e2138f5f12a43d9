/** One attempt to deliver a webhook. */
import type { IncomingHttpHeaders } from 'node:http';
import type { AttemptResult } from '@curbline/domain/webhooks';
import { type OutgoingRequests, webhookHeaders } from '@curbline/platform';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.js';

/** An answer is not read further: nothing of it is kept but its status. */
const MAX_ANSWER_BYTES = 1_024;
const TIMEOUT_MS = 15_000;

/**
 * @param secrets each signs; without one nothing is sent
 * @param now Unix ms
 */
export async function attempt(
  outgoing: OutgoingRequests,
  url: string,
  secrets: readonly string[],
  { eventId, body }: Pick<WebhookDeliveryEntity, 'eventId' | 'body'>,
  now: number,
): Promise<AttemptResult> {
  if (secrets.length === 0) return { kind: 'failed', reason: 'sealed_otherwise' };
  const result = await outgoing.send({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Curbline-Webhooks/1',
      ...webhookHeaders({ id: eventId, sentAt: now, body, secrets }),
    },
    body,
    timeoutMs: TIMEOUT_MS,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  });
  if (result.kind === 'answered')
    return { kind: 'answered', status: result.status, retryAfterMs: retryAfterMs(result.headers, now) };
  return { kind: 'failed', reason: result.reason === 'has_credentials' ? 'not_a_url' : result.reason };
}

/** RFC 9110, section 10.2.3: seconds, or a date. Undefined for anything else. */
export function retryAfterMs(headers: IncomingHttpHeaders, now: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
