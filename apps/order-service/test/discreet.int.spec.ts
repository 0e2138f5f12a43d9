/** A discreet store: its walls show no names, its people do, and its customers keep both. */
import { randomUUID } from 'node:crypto';
import { hashToken, newToken } from '@curbline/access';
import type { BoardSnapshot, CardAnswer, StoreView } from '@curbline/contracts/http';
import { cardFor, eventFor } from '@curbline/contracts/visibility';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const LINES = [{ name: 'Test de grossesse Clearvia', quantity: 3 }];
const SECRET = /Zoé|Martin|Clearvia|grossesse|ordonnance/;

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

async function wallOf(storeId: string): Promise<Caller> {
  const [deviceId, token] = [randomUUID(), newToken()];
  await setup.dataSource.query(
    `INSERT INTO device (store_id, id, name, kind, token_hash, enrolled_at) VALUES ($1, $2, 'Wall', 'wall', $3, $4)`,
    [storeId, deviceId, hashToken(token), new Date(setup.clock.now())],
  );
  return setup.caller({ cookie: `curbline-device=${storeId}.${token}` });
}

/** An order with something missing, whose customer is here. */
async function visit(storeId: string) {
  const wish = { state: 'ready', lines: LINES, note: 'ordonnance' };
  const { order, link } = await setup.order(shop, storeId, wish);
  const customer = await setup.customer(link);
  await customer.post('trip/here', { bay: '2' });
  const lea = await setup.staff(storeId, 'Léa');
  const at = `/v1/stores/${storeId}/orders/${order.id}`;
  await lea.put<CardAnswer>(`${at}/shortages/0`, { name: LINES[0]?.name, missing: 1 });
  return { order, lea, at };
}

const boardOf = async (caller: Caller, storeId: string) =>
  (await caller.get<BoardSnapshot>(`/v1/stores/${storeId}/board`)).body;

it('shows a wall the code and the place of who waits, and neither name nor goods', async () => {
  const storeId = await setup.store({ discreet: true });
  const { order, lea } = await visit(storeId);
  const wall = await boardOf(await wallOf(storeId), storeId);
  expect(JSON.stringify(wall)).not.toMatch(SECRET);
  expect(wall.store.discreet).toBe(true);
  expect(wall.cards).toMatchObject([{ customerName: '', shortCode: order.shortCode, bay: '2' }]);
  // What it is pushed, and what it is told when it comes back, goes through the same rules.
  const events = await setup.eventsOf(storeId);
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['trip_arrived', 'line_short']));
  for (const audience of ['wall', 'masked'] as const)
    expect(JSON.stringify(events.map((event) => eventFor(audience, event)))).not.toMatch(SECRET);
  const staff = await boardOf(lea, storeId);
  // Orders that nobody closed are shown card by card.
  expect(staff.cards.map((card) => cardFor('wall', card).customerName)).toEqual(['']);
  expect(staff.cards).toMatchObject([{ customerName: 'Zoé M.', shortages: [{ name: LINES[0]?.name }] }]);
});

it('is switched on and off by its manager: the wall is told, and reads its board anew', async () => {
  const storeId = await setup.store();
  await visit(storeId);
  const wall = await wallOf(storeId);
  expect((await boardOf(wall, storeId)).cards).toMatchObject([{ customerName: 'Zoé M.' }]);
  const manager = await setup.manager(storeId);
  const change = async (discreet: boolean) => {
    const { version } = (await manager.get<StoreView>(`/v1/stores/${storeId}`)).body;
    const by = setup.caller({ ...manager.headers, 'if-match': `"${version}"` });
    return (await by.patch<StoreView>(`/v1/stores/${storeId}`, { discreet })).body.settings.discreet;
  };
  expect(await change(true)).toBe(true);
  const told = (await setup.eventsOf(storeId)).at(-1);
  expect([told?.type, told?.payload.store?.discreet]).toEqual(['settings_changed', true]);
  // One read of a board is shared for a second.
  setup.clock.advance(1_100);
  expect((await boardOf(wall, storeId)).cards).toMatchObject([{ customerName: '' }]);
  expect(await change(false)).toBeUndefined();
  setup.clock.advance(1_100);
  expect((await boardOf(wall, storeId)).cards).toMatchObject([{ customerName: 'Zoé M.' }]);
});

it('keeps the name of who stands at another store by mistake from the board there', async () => {
  for (const [home, here] of [
    [true, false],
    [false, true],
  ]) {
    const homeId = await setup.store({ discreet: home });
    const hereId = await setup.store({ discreet: here });
    const { order, link } = await setup.order(shop, homeId, { state: 'ready' });
    const customer = await setup.customer(link);
    await customer.post('trip/start', { sharing: true });
    await setup.tripEvent({
      ...{ id: `${order.tripId}:1`, storeId: homeId, tripId: order.tripId, type: 'at_other_store' },
      ...{ occurredAt: setup.clock.iso(), decidedAt: setup.clock.iso(), otherStoreId: hereId },
      ...{ evidence: null, reasons: null, requestId: null },
    });
    const seen = await setup.eventsOf(hereId);
    expect(seen.map(({ type }) => type)).toContain('visitor_seen');
    expect(JSON.stringify(seen)).not.toMatch(/Zoé/);
    expect(JSON.stringify(seen)).toContain(order.shortCode);
  }
});
