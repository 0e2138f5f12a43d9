/** API keys of shops: until when they are good, when they were used last, and what each may do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage, IssuedShopKey, ShopKeyView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const SOON_MS = 10 * 60_000;

let setup: TestSetup;
let admin: Caller;
let storeId: string;
beforeAll(async () => {
  setup = await TestSetup.open();
  admin = await setup.manager(null);
  storeId = await setup.store();
}, 120_000);
afterAll(() => setup.close());

const issue = async (more: object = {}): Promise<IssuedShopKey> => {
  const wish = { shopId: 'halle', name: 'Till', storeIds: [storeId], ...more };
  const { status, body } = await admin.post<IssuedShopKey>('/v1/shop-keys', wish);
  expect(status).toBe(201);
  return body;
};
const holderOf = ({ key }: IssuedShopKey): Caller => setup.caller({ authorization: `Bearer ${key}` });
const listed = async (id: string): Promise<ShopKeyView | undefined> =>
  (await admin.get<ShopKeyView[]>('/v1/shop-keys')).body.find((key) => key.id === id);
const orders = (): string => `/v1/orders?storeId=${storeId}&reference=none`;
const soon = (): string => new Date(setup.clock.now() + SOON_MS).toISOString();

describe('a shop key', () => {
  it('is refused from the moment at which it expires', async () => {
    const issued = await issue({ expiresAt: soon() });
    const shop = holderOf(issued);
    expect((await shop.get(orders())).status).toBe(200);
    setup.clock.advance(SOON_MS - 1);
    expect((await shop.get(orders())).status).toBe(200);
    setup.clock.advance(1);
    const refused = await shop.get<Problem>(orders());
    expect([refused.status, refused.body.code]).toEqual([401, 'not-signed-in']);
    expect(await listed(issued.id)).toMatchObject({ expiresAt: issued.expiresAt, revokedAt: null });
  });

  it('says when it was used last, to the minute, and what it has never been used for', async () => {
    const issued = await issue();
    expect(await listed(issued.id)).toMatchObject({ lastUsedAt: null, expiresAt: null });
    const first = setup.clock.iso();
    await holderOf(issued).get(orders());
    setup.clock.advance(59_000);
    await holderOf(issued).get(orders());
    expect(await listed(issued.id)).toMatchObject({ lastUsedAt: first });
    setup.clock.advance(1_000);
    await holderOf(issued).get(orders());
    expect(await listed(issued.id)).toMatchObject({ lastUsedAt: setup.clock.iso() });
  });

  it('reads figures and nothing else when that is its scope', async () => {
    const issued = await issue({ scopes: ['figures'] });
    const program = holderOf(issued);
    const figures = `/v1/stores/${storeId}/stats?from=2026-01-01&to=2026-01-02`;
    expect((await program.get(figures)).status).toBe(200);
    expect((await program.get(orders())).status).toBe(403);
    expect(await listed(issued.id)).toMatchObject({ scopes: ['figures'], lastUsedAt: setup.clock.iso() });
  });

  it('is not made with an end that is past, and its end is in the audit trail', async () => {
    const wish = { shopId: 'halle', name: 'Old', storeIds: null, expiresAt: setup.clock.iso() };
    const { status, body } = await admin.post<Problem>('/v1/shop-keys', wish);
    expect([status, body.errors?.map(({ field }) => field)]).toEqual([400, ['expiresAt']]);
    const issued = await issue({ name: 'With an end', expiresAt: soon() });
    const trail = await admin.get<AuditPage>('/v1/audit?limit=1');
    expect(trail.body.entries[0]).toMatchObject({ action: 'shop_key_issued', subject: 'With an end' });
    expect(trail.body.entries[0]?.changes).toContainEqual({
      field: 'expiresAt',
      before: null,
      after: issued.expiresAt,
    });
  });
});
