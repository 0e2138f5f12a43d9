/** Whatever is sent to whatever route: an answer in the 2xx or 4xx, never a failure of ours. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerView } from '@curbline/contracts/http';
import fc from 'fast-check';
import type { Caller } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

const RUNS = 60;

let setup: TestSetup;
let storeId: string;
let orderId: string;
let callers: Record<'shop' | 'customer' | 'staff' | 'admin', Caller>;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  const shop = await setup.shop();
  const { order, link } = await setup.order(shop, storeId);
  orderId = order.id;
  callers = {
    shop,
    customer: await setup.customer(link),
    staff: await setup.staff(storeId, 'Léa'),
    admin: await setup.manager(null),
  };
}, 120_000);
afterAll(() => setup.close());

/** Text that databases and screens choke on: NUL, half a pair, marks, other scripts, very long. */
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '\u0000',
    'Zo\u0000é',
    '\ud800',
    'a\udc00b',
    '\u202e',
    '👩‍👩‍👧',
    "'; DROP TABLE trip; --",
    '__proto__',
  ),
  fc.string({ minLength: 1, maxLength: 300 }),
);
const instant = fc.constantFrom(
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-02-30T10:00:00Z',
  '2026-03-11T09:00:00+14:00',
  'tomorrow',
);
const anything = fc.oneof(fc.jsonValue(), text, instant, fc.integer(), fc.double());

/** A valid body with some of its fields replaced: gets past the outer checks more often than noise. */
const mutated = (valid: Record<string, unknown>, extra: readonly string[] = []) =>
  fc
    .dictionary(
      fc.constantFrom(...Object.keys(valid), ...extra),
      fc.oneof(anything, fc.constant(undefined)),
      {
        maxKeys: 3,
      },
    )
    .map((change) => ({ ...valid, ...change }));

const routes: readonly {
  readonly who: keyof typeof callers;
  readonly path: () => string;
  readonly body: fc.Arbitrary<unknown>;
  readonly put?: boolean;
}[] = [
  {
    who: 'shop',
    path: () => '/v1/orders',
    body: fc
      .record({
        firstName: text,
        lastName: text,
        note: fc.oneof(text, fc.constant(null)),
        reference: text,
        window: fc.oneof(fc.constant(null), fc.record({ from: instant, to: instant })),
      })
      .map(({ firstName, lastName, ...more }) => ({ storeId, customer: { firstName, lastName }, ...more })),
  },
  { who: 'shop', path: () => '/v1/orders', body: anything },
  { who: 'shop', path: () => `/v1/orders/${orderId}/preparing`, body: anything },
  {
    who: 'customer',
    path: () => 'trip/start',
    body: mutated({ sharing: true, declaredMinutes: 3 }),
  },
  {
    who: 'customer',
    path: () => 'trip/here',
    body: fc.record({
      bay: fc.oneof(text, fc.constantFrom('1', null)),
      vehicle: fc.oneof(fc.record({ colour: fc.constantFrom('red', null), model: text }), anything),
      tappedAt: instant,
    }),
  },
  {
    who: 'customer',
    path: () => 'trip/details',
    body: fc.record({ vehicle: fc.record({ colour: fc.constantFrom('blue', null), model: text }) }),
    put: true,
  },
  { who: 'customer', path: () => 'trip/sharing', body: mutated({ sharing: true }) },
  {
    who: 'staff',
    path: () => `/v1/stores/${storeId}/orders/${orderId}/arrival`,
    body: mutated({ bay: '1', tappedAt: '2026-03-11T09:00:00Z' }),
  },
  {
    who: 'staff',
    path: () => `/v1/stores/${storeId}/orders/${orderId}/hand-over`,
    body: mutated({ proof: 'code', code: '0000' }, ['tappedAt']),
  },
  {
    who: 'staff',
    path: () => `/v1/stores/${storeId}/orders/${orderId}/claim`,
    body: mutated({ tappedAt: '2026-03-11T09:00:00Z' }),
  },
  {
    who: 'admin',
    path: () => `/v1/stores/${storeId}`,
    body: mutated({ ...LYON }),
    put: true,
  },
];

describe('hostile input', () => {
  it.each(routes.map((route, index) => [index, route] as const))(
    'never fails the server (route %i)',
    async (_index, { who, path, body, put }) => {
      await fc.assert(
        fc.asyncProperty(body, async (sent) => {
          setup.clock.advance(1_000);
          const caller = callers[who];
          const response = await (put ? caller.put(path(), sent ?? null) : caller.post(path(), sent ?? null));
          expect({ status: response.status < 500, sent, path: path() }).toMatchObject({ status: true });
        }),
        { numRuns: RUNS },
      );
    },
    60_000,
  );

  it('in a path or a key is refused by name', async () => {
    for (const path of ['/v1/orders/%00', '/v1/orders/%F0%28', `/v1/stores/%00/orders/${orderId}/claim`]) {
      expect((await callers.staff.post(path)).status).toBeLessThan(500);
      expect((await callers.shop.post(path)).status).toBeLessThan(500);
    }
    const key = await callers.shop.post(`/v1/orders/${orderId}/ready`, {}, 'x'.repeat(300));
    expect(key.status).toBe(400);
  });

  it('leaves the trip as it can be read', async () => {
    const view = await callers.customer.get<CustomerView>('trip');
    expect(view.status).toBe(200);
    expect((await callers.shop.post(`/v1/orders/${randomUUID()}/ready`)).status).toBe(404);
  });
});
