/**
 * Every route that changes something asks for an Idempotency-Key, or is named here with those that need
 * none (docs/adr/0008). And whoever has the right to call it is refused without one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '@curbline/contracts/problems';
import { CookieJar } from '@curbline/simulation';
import { Running } from '../e2e/running.js';

const WITHOUT = [
  'DELETE /v1/stores/{storeId}/push-subscription',
  'DELETE /v1/trips/{tripId}/push-subscription',
  'POST /c/{token}/event',
  'POST /v1/connect/{connectionId}',
  'POST /v1/demo/doors',
  'POST /v1/demo/speed',
  'POST /v1/devices/enrol',
  'POST /v1/first-admin',
  'POST /v1/imports',
  'POST /v1/link',
  'POST /v1/me/passkeys/options',
  'POST /v1/me/reauthenticate',
  'POST /v1/me/reauthenticate/options',
  'POST /v1/personal-data/erase',
  'POST /v1/personal-data/export',
  'POST /v1/push/renewals',
  'POST /v1/shop-connections/{connectionId}/read',
  'POST /v1/shop-connections/{connectionId}/test',
  'POST /v1/sign-in',
  'POST /v1/sign-in/passkey',
  'POST /v1/sign-in/passkey/options',
  'POST /v1/sign-in/second-factor',
  'POST /v1/sign-in/second-factor/options',
  'POST /v1/sign-out',
  'POST /v1/staff/sign-in',
  'POST /v1/staff/sign-out',
  'POST /v1/trips/{tripId}/fixes',
  'PUT /v1/stores/{storeId}/push-subscription',
  'PUT /v1/stores/{storeId}/push-subscription/watching',
  'PUT /v1/trips/{tripId}/push-subscription',
];

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
  }[];
}

let running: Running;
beforeAll(async () => {
  running = await Running.start();
}, 120_000);
afterAll(() => running.close(), 30_000);

describe('what changes something', () => {
  it('names its request, or stands in the list', async () => {
    const response = await fetch(`${running.url}/docs-json`);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, Operation>> };
    const changing = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method]) => ['post', 'put', 'patch', 'delete'].includes(method))
        .map(([method, { parameters = [] }]) => ({
          name: `${method.toUpperCase()} ${path}`,
          named: parameters.some((p) => p.in === 'header' && p.name === 'Idempotency-Key' && p.required),
        })),
    );
    expect(changing.length).toBeGreaterThan(30);
    const without = changing.filter(({ named }) => !named).map(({ name }) => name);
    expect(without.toSorted((a, b) => a.localeCompare(b))).toEqual(WITHOUT);
  });

  it('is refused without a key, by name', async () => {
    const { order, customerLink } = await running.order();
    const customer = new CookieJar(running.url);
    await customer.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
    const staff = await running.handheld();
    const manager = await running.manager();
    const asked: [cookie: string, method: string, path: string][] = [
      [customer.header(), 'POST', `/v1/trips/${order.tripId}/here`],
      [customer.header(), 'PUT', `/v1/trips/${order.tripId}/details`],
      [staff.header(), 'POST', `/v1/stores/${running.store.id}/orders/${order.id}/claim`],
      [manager.header(), 'POST', `/v1/stores/${running.store.id}/devices/codes`],
      [manager.header(), 'PUT', `/v1/stores/${running.store.id}`],
    ];
    for (const [cookie, method, path] of asked) {
      const response = await fetch(`${running.url}${path}`, {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        body: '{}',
      });
      const { code } = (await response.json()) as Problem;
      expect([path, response.status, code]).toEqual([path, 400, 'idempotency-key-missing']);
    }
  });
});
