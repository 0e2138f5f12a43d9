/** Which link opens which trip, for how long, and that links of earlier versions go on working. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashToken, newToken, parseStoreToken } from '@curbline/access';
import type { CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let setup: TestSetup;
let storeId: string;
let shop: Caller;
let phone: Browser;
let tripId: string;
let token: string;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

beforeEach(async () => {
  setup.clock.advance(5 * 60_000);
  storeId = await setup.store();
  shop = await setup.shop();
  phone = new Browser(setup);
  const { order, link } = await place();
  const named = parseStoreToken(fragmentOf(link));
  expect(named?.storeId).toBe(storeId);
  ({ tripId } = order);
  token = named?.token ?? '';
});

const place = (more: Record<string, unknown> = {}) => setup.order(shop, storeId, more);
const fragmentOf = (link: string): string => link.slice(link.indexOf('#') + 1);
const open = (fragment: string, browser = new Browser(setup)) =>
  browser.post<CustomerView & Problem>('/v1/link', { token: fragment });

describe('a customer’s link', () => {
  it('that was sent as the token alone still opens, on a phone that has the new one as well', async () => {
    const opened = await open(token, phone);
    expect([opened.status, opened.body.tripId]).toEqual([200, tripId]);
    expect((await phone.get('trip')).status).toBe(200);
    // One and the same link: no second session.
    const again = await open(`${storeId}.${token}`, phone);
    expect([again.status, again.headers['set-cookie']]).toEqual([200, undefined]);
  });

  it('under the name of another store, or of none, is as unknown as one that nobody issued', async () => {
    const other = await setup.store();
    const answers = await Promise.all(
      [`${other}.${token}`, `no-such-store.${token}`, `${storeId}.${newToken()}`].map((link) => open(link)),
    );
    const shown = answers.map(({ body }) => {
      const { requestId: _, ...rest } = body as Problem & { requestId?: string };
      return rest;
    });
    expect(shown[0]).toMatchObject({ status: 404, code: 'link-unknown' });
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
    expect(answers.map(({ headers }) => headers['set-cookie'])).toEqual([undefined, undefined, undefined]);
  });

  it('is guessed sixty times a minute, whatever store stands before it', async () => {
    const stranger = new Browser(setup, '198.51.100.23');
    for (let i = 0; i < 60; i += 1) expect((await open(`store-${i}.${token}`, stranger)).status).toBe(404);
    expect((await open(`store-60.${token}`, stranger)).status).toBe(429);
    expect((await open(`${storeId}.${token}`, stranger)).status).toBe(200);
    expect((await open(`${storeId}.${token}`)).status).toBe(200);
  });

  it('is looked for at its own store alone', async () => {
    const other = await setup.store();
    const theirs = await setup.order(await setup.shop(), other);
    // By chance never: the same token at two stores.
    await setup.dataSource.query(
      `INSERT INTO trip_link (store_id, token_hash, trip_id, kind, created_at, expires_at)
       SELECT $1, token_hash, $2, kind, created_at, expires_at FROM trip_link WHERE store_id = $3 AND token_hash = $4`,
      [other, theirs.order.tripId, storeId, hashToken(token)],
    );
    expect((await open(`${storeId}.${token}`)).body.tripId).toBe(tripId);
    expect((await open(`${other}.${token}`)).body.tripId).toBe(theirs.order.tripId);
  });
});

describe('the life of a link', () => {
  const windowIn = (days: number) => ({
    window: {
      from: new Date(setup.clock.now() + days * DAY).toISOString(),
      to: new Date(setup.clock.now() + days * DAY + HOUR).toISOString(),
    },
  });

  it('reaches past a window in nine days, and says whom to call when it has run out', async () => {
    const { order, link } = await place(windowIn(9));
    await open(fragmentOf(link), phone);
    setup.clock.advance(9 * DAY + 20 * HOUR);
    expect((await phone.get(`/v1/trips/${order.tripId}`)).status).toBe(200);
    expect((await open(fragmentOf(link), new Browser(setup))).status).toBe(200);
    setup.clock.advance(6 * HOUR);
    for (const response of [
      await open(fragmentOf(link), new Browser(setup)),
      await phone.get<Problem>(`/v1/trips/${order.tripId}`),
    ]) {
      expect([response.status, response.body.code, response.body.reason]).toEqual([
        410,
        'link-gone',
        'expired',
      ]);
      expect(response.body.store).toEqual({ name: 'Halle de la Tête', phone: '+33 4 00 00 00 00' });
    }
  });

  it('goes on when a hand-over is taken back, and the trip with it', async () => {
    const { order, link } = await place({ ...windowIn(0), state: 'ready' });
    await open(fragmentOf(link), phone);
    const lea = await setup.staff(storeId, 'Léa');
    const act = (command: string, body: object = {}) =>
      lea.post(`/v1/stores/${storeId}/orders/${order.id}/${command}`, body);
    expect((await act('hand-over', { proof: 'none', reason: 'known_customer' })).status).toBe(200);
    setup.clock.advance(60_000);
    expect((await act('recall')).status).toBe(200);
    setup.clock.advance(3 * HOUR);
    expect((await phone.get(`/v1/trips/${order.tripId}`)).status).toBe(200);
  });

  it('ends two hours after the trip, and the answer says that it is over', async () => {
    const { order, link } = await place(windowIn(9));
    await open(fragmentOf(link), phone);
    await shop.post(`/v1/orders/${order.id}/cancel`);
    setup.clock.advance(2 * HOUR - 1000);
    expect((await phone.get(`/v1/trips/${order.tripId}`)).status).toBe(200);
    setup.clock.advance(2000);
    expect((await open(fragmentOf(link), phone)).body).toMatchObject({ code: 'link-gone', reason: 'ended' });
    // A link that nobody issued says nothing of any store.
    const unknown = await open(`${storeId}.${newToken()}`, phone);
    expect([unknown.status, unknown.body.store]).toEqual([404, undefined]);
  });
});

describe('taking back all links', () => {
  it('ends the sharing at once, tells the store, and a new link starts without it', async () => {
    const { order, link } = await place();
    await open(fragmentOf(link), phone);
    await phone.post(`/v1/trips/${order.tripId}/start`, { sharing: true });
    await shop.post(`/v1/orders/${order.id}/link/revoke`);
    const told = await setup.log.latestOfTrip(storeId, order.tripId);
    expect([told?.type, told?.payload.card?.trip.sharing]).toEqual(['sharing_stopped', 'stopped']);
    expect(told?.actor.kind).toBe('shop');
    const again = await shop.post<{ customerLink: string }>(`/v1/orders/${order.id}/link`);
    const other = new Browser(setup);
    expect((await open(fragmentOf(again.body.customerLink), other)).body.trip.sharing).toBe('stopped');
    // Once more is harmless, and a trip that never shared is told nothing.
    expect((await shop.post(`/v1/orders/${order.id}/link/revoke`)).status).toBe(204);
    expect((await setup.log.latestOfTrip(storeId, order.tripId))?.seq).toBe(told?.seq);
  });

  it('by a manager does the same', async () => {
    const { order, link } = await place();
    await open(fragmentOf(link), phone);
    await phone.post(`/v1/trips/${order.tripId}/start`, { sharing: true });
    const boss = await setup.manager(storeId);
    await boss.post(`/v1/stores/${storeId}/orders/${order.id}/link/revoke`);
    const told = await setup.log.latestOfTrip(storeId, order.tripId);
    expect([told?.type, told?.actor.kind]).toEqual(['sharing_stopped', 'staff']);
  });
});

describe('links issued before they lived as long as their window', () => {
  it('were given their time by the migration', async () => {
    const { LinksByWindow1767226200000 } = await import('../src/migrations/before-0.1/09-links-by-window.js');
    const { order, link } = await place({
      window: {
        from: new Date(setup.clock.now() + 9 * DAY).toISOString(),
        to: new Date(setup.clock.now() + 9 * DAY + HOUR).toISOString(),
      },
    });
    await open(fragmentOf(link), phone);
    const runner = setup.dataSource.createQueryRunner();
    const soon = new Date(setup.clock.now() + 7 * DAY);
    for (const table of ['trip_link', 'customer_session'])
      await runner.query(`UPDATE ${table} SET expires_at = $1 WHERE trip_id = $2`, [soon, order.tripId]);
    await runner.query('DROP INDEX customer_session_of_trip');
    await new LinksByWindow1767226200000().up(runner);
    const rows: { expires_at: Date }[] = await runner.query(
      'SELECT expires_at FROM trip_link WHERE token_hash = $1 UNION ALL SELECT expires_at FROM customer_session WHERE trip_id = $2',
      [hashToken(link.slice(link.lastIndexOf('.') + 1)), order.tripId],
    );
    await runner.release();
    expect(rows.map(({ expires_at }) => expires_at.getTime() - setup.clock.now())).toEqual([
      10 * DAY + HOUR,
      10 * DAY + HOUR,
    ]);
  });
});
