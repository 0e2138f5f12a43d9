/** The headers of a webhook. Source: Standard Webhooks 1.0.0, whose own library signs. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** The specification asks for 24 to 64. */
const SECRET_BYTES = 32;

/** @returns `whsec_` and 32 random bytes in base64 */
export const newWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

export interface WebhookToSign {
  /** The same in each attempt: by it a receiver knows what it has already. */
  readonly id: string;
  /** Of this attempt, Unix ms. */
  readonly sentAt: number;
  readonly body: string;
  /** Each signs; a receiver accepts any, so that a secret can be changed without a gap. */
  readonly secrets: readonly string[];
}

export function webhookHeaders({ id, sentAt, body, secrets }: WebhookToSign): Record<string, string> {
  const at = new Date(sentAt);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sentAt / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
