import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newWebhookSecret, webhookHeaders } from './standard-webhooks.js';

describe('webhookHeaders', () => {
  it('gives the signature of the specification’s example', () => {
    // Source: the library's own test of its signature.
    const headers = webhookHeaders({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      sentAt: 1_614_265_330_000,
      body: '{"test": 2432232314}',
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    });
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is accepted with the old secret and with the new one while both sign, and with no other', () => {
    const [old, fresh, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const body = '{"type":"order.ready"}';
    const headers = webhookHeaders({ id: 'msg_1', sentAt: Date.now(), body, secrets: [fresh, old] });
    for (const secret of [old, fresh])
      expect(new Webhook(secret).verify(body, headers)).toEqual({ type: 'order.ready' });
    expect(() => new Webhook(other).verify(body, headers)).toThrow('No matching signature found');
    expect(() => new Webhook(old).verify(`${body} `, headers)).toThrow('No matching signature found');
  });

  it('makes secrets of 32 bytes, each another', () => {
    const secrets = Array.from({ length: 100 }, newWebhookSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const secret of secrets)
      expect(Buffer.from(secret.slice('whsec_'.length), 'base64').length).toBe(32);
  });
});
