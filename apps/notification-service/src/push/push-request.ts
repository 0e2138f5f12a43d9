/** The request of a push message: encrypted for the browser (RFC 8291), signed by the installation (RFC 8292). */
import type { BrowserSubscription } from '@curbline/contracts/http';
import type { OutgoingRequest } from '@curbline/platform';
import webPush from 'web-push';

export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export const newPushKeys = (): PushKeys => webPush.generateVAPIDKeys();

export interface PushSending {
  /** Whom a push service can ask about us: `mailto:` or `https:`. */
  readonly subject: string;
  /** Seconds after which nobody wants it any more. */
  readonly ttlS: number;
  readonly urgency: 'normal' | 'high';
  /** A message that waits at the push service is replaced by the next of the same topic; 32 signs of base64url at most. */
  readonly topic: string;
}

export function pushRequest(
  subscription: BrowserSubscription,
  payload: string,
  keys: PushKeys,
  { subject, ttlS, urgency, topic }: PushSending,
): OutgoingRequest {
  const { endpoint, headers, body } = webPush.generateRequestDetails(subscription, payload, {
    vapidDetails: { subject, ...keys },
    TTL: ttlS,
    urgency,
    topic,
    contentEncoding: 'aes128gcm',
  });
  const texts = Object.entries(headers as Record<string, unknown>).map(([name, value]) => [
    name,
    String(value),
  ]);
  return { method: 'POST', url: endpoint, headers: Object.fromEntries(texts), body: body ?? '' };
}
