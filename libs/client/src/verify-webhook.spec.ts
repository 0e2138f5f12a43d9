import { describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { isProblem, verifyWebhook } from '@curbline/client';

const SECRET = `whsec_${Buffer.from('a secret of the tests, 32 bytes.').toString('base64')}`;
const BODY = JSON.stringify({
  type: 'webhook.test',
  timestamp: '2026-11-30T12:00:00Z',
  data: { storeIds: null },
});

function signed(secret = SECRET, at = new Date(), body = BODY): Record<string, string> {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('evt_1', at, body),
  };
}

describe('a webhook', () => {
  it.each([
    ['an object', (headers: Record<string, string>) => headers],
    ['Headers', (headers: Record<string, string>) => new Headers(headers)],
    [
      'lists, as some servers give them',
      (headers: Record<string, string>) =>
        Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    ],
  ])('is read when its headers come as %s', (_what, as) => {
    expect(verifyWebhook(BODY, as(signed()), SECRET)).toMatchObject({ type: 'webhook.test' });
    expect(verifyWebhook(Buffer.from(BODY), as(signed()), SECRET).type).toBe('webhook.test');
  });

  it('may be signed by two secrets, while one replaces the other', () => {
    const headers = signed();
    headers['webhook-signature'] = `v1,bm90IGl0 ${headers['webhook-signature']}`;
    expect(verifyWebhook(BODY, headers, SECRET).type).toBe('webhook.test');
  });

  const other = `whsec_${Buffer.from('another secret, also of 32 bytes').toString('base64')}`;
  it.each([
    ['another secret', BODY, signed(other)],
    ['another body', `${BODY} `, signed()],
    ['yesterday', BODY, signed(SECRET, new Date(Date.now() - 86_400_000))],
    ['a clock that is ahead', BODY, signed(SECRET, new Date(Date.now() + 3_600_000))],
    ['no signature', BODY, { ...signed(), 'webhook-signature': '' }],
    ['no headers at all', BODY, {}],
  ])('is refused with %s', (_what, body, headers) => {
    expect(() => verifyWebhook(body, headers, SECRET)).toThrow();
  });
});

describe('a refusal', () => {
  it('is told from what a proxy or the network says', () => {
    expect(
      isProblem({ type: 'about:blank', code: 'store-unknown', title: 'Unknown store', status: 404 }),
    ).toBe(true);
    for (const error of [undefined, null, '', '<html>', {}, { status: 502 }, new TypeError('fetch failed')])
      expect(isProblem(error)).toBe(false);
  });
});
