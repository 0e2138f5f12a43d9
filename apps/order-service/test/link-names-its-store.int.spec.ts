/** A link says at which store it is to be looked for; those sent before links did so go on working. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hashToken, newToken, parseStoreToken } from '@curbline/access';
import type { CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import { World } from './world.js';

let world: World;
let storeId: string;
let tripId: string;
let token: string;

beforeAll(async () => {
  world = await World.open();
}, 120_000);
afterAll(() => world.close());

beforeEach(async () => {
  world.clock.advance(5 * 60_000);
  storeId = await world.store();
  const { order, link } = await world.order(await world.shop(), storeId);
  const named = parseStoreToken(link.slice(link.indexOf('#') + 1));
  expect(named?.storeId).toBe(storeId);
  ({ tripId } = order);
  token = named?.token ?? '';
});

const open = (fragment: string, browser = new Browser(world)) =>
  browser.post<CustomerView & Problem>('/v1/link', { token: fragment });

describe('a customer’s link', () => {
  it('that was sent as the token alone still opens, on a phone that has the new one as well', async () => {
    const phone = new Browser(world);
    const opened = await open(token, phone);
    expect([opened.status, opened.body.tripId]).toEqual([200, tripId]);
    expect((await phone.get('trip')).status).toBe(200);
    // One and the same link: no second session.
    const again = await open(`${storeId}.${token}`, phone);
    expect([again.status, again.headers['set-cookie']]).toEqual([200, undefined]);
  });

  it('under the name of another store, or of none, is as unknown as one that nobody issued', async () => {
    const other = await world.store();
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
    const guesser = new Browser(world, '198.51.100.23');
    for (let i = 0; i < 60; i += 1) expect((await open(`store-${i}.${token}`, guesser)).status).toBe(404);
    expect((await open(`store-60.${token}`, guesser)).status).toBe(429);
    expect((await open(`${storeId}.${token}`, guesser)).status).toBe(200);
    expect((await open(`${storeId}.${token}`)).status).toBe(200);
  });

  it('is looked for at its own store alone', async () => {
    const other = await world.store();
    const theirs = await world.order(await world.shop(), other);
    // By chance never: the same token at two stores.
    await world.dataSource.query(
      `INSERT INTO trip_link (store_id, token_hash, trip_id, kind, created_at, expires_at)
       SELECT $1, token_hash, $2, kind, created_at, expires_at FROM trip_link WHERE store_id = $3 AND token_hash = $4`,
      [other, theirs.order.tripId, storeId, hashToken(token)],
    );
    expect((await open(`${storeId}.${token}`)).body.tripId).toBe(tripId);
    expect((await open(`${other}.${token}`)).body.tripId).toBe(theirs.order.tripId);
  });
});
