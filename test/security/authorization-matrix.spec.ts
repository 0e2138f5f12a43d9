/**
 * Every route × everybody × their own store and another: asked over real HTTP, and held against the
 * table beside it. The routes come from the program itself, so one that the table does not name fails here.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handlersOf } from '@curbline/platform';
import type { IssuedShopKey, ShopScope, StaffView, StoreView } from '@curbline/contracts/http';
import { Running, until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';
import { BOARD, type Door, door, type Role, ROLES, TABLE } from './authorization-table.js';
import { DemoDoorsService } from '../../src/demo/demo-doors.service.js';
import { DEMO_STORES } from '../../src/demo/demo-stores.js';
import { CookieJar, ShopSystem } from '@curbline/simulation';

/** These end the session that asks, so they are asked last, in this order. */
const LAST = ['StaffSignInController.signOut', 'AccountController.signOut'];

const [OWN, OTHER] = [DEMO_STORES[0].id, DEMO_STORES[1].id];
const PASSWORD = 'trois pommes vertes';

let running: Running;
/** What each role comes with. */
let credentials: Readonly<Record<Role, Readonly<Record<string, string>>>>;
/** The customer's own trip, and another customer's. */
let trips: Readonly<Record<keyof Door, string>>;
/** An order of each store: for the routes where the order, and not the path, names the store. */
let orders: Readonly<Record<keyof Door, string>>;

beforeAll(async () => {
  running = await Running.start();
  running.app.get(DemoDoorsService, { strict: false }).open(running.app, running.demo);
  const admin = await running.manager();
  const keyed = () => ({ 'idempotency-key': randomUUID() });
  const login = 'manager-of-one-store';
  const person = { name: 'Manon', role: 'manager', login, password: PASSWORD };
  await admin.send('POST', `/v1/stores/${OWN}/staff`, person, keyed());
  const signedIn = async (name: string): Promise<CookieJar> => {
    const jar = new CookieJar(running.url);
    await jar.send('POST', '/v1/sign-in', { login: name, password: PASSWORD });
    return jar;
  };
  const manager = await signedIn(login);
  const from = (version: number) => ({ ...keyed(), 'if-match': `"${version}"` });
  const { version } = await admin.send<StoreView>('GET', `/v1/stores/${OTHER}`);
  await admin.send('PATCH', `/v1/stores/${OTHER}`, { region: 'West' }, from(version));
  const ofRegion = { ...person, name: 'Rémi', login: 'manager-of-a-region' };
  const remi = await admin.send<StaffView>('POST', `/v1/stores/${OWN}/staff`, ofRegion, keyed());
  await admin.send('PATCH', `/v1/stores/${OWN}/staff/${remi.id}`, { regions: ['West'] }, from(remi.version));
  const regional = await signedIn(ofRegion.login);
  const keyOf = async (
    shopId: string,
    storeIds: readonly string[],
    scopes: readonly ShopScope[] = ['orders'],
  ): Promise<string> => {
    const wish = { shopId, name: shopId, storeIds, scopes };
    return (await admin.send<IssuedShopKey>('POST', '/v1/shop-keys', wish, keyed())).key;
  };
  const key = await keyOf('one-store', [OWN]);
  const everywhere = {
    name: 'Ines',
    role: 'admin',
    pin: '482913',
    login: 'ines-everywhere',
    password: PASSWORD,
  };
  const { id: staffId } = await admin.send<StaffView>('POST', `/v1/stores/${OWN}/staff`, everywhere, keyed());
  const handheldOfBoth = await running.device('handheld');
  await handheldOfBoth.send('POST', '/v1/staff/sign-in', { staffId, pin: everywhere.pin });
  const [device, visit] = [await running.device('handheld'), await running.handheld(0, OTHER)];
  const ofOther = visit
    .header()
    .split('; ')
    .filter((cookie) => cookie.includes('-staff='));
  const { order: ofCustomer, customerLink: link } = await running.order();
  trips = { own: ofCustomer.tripId, other: (await running.order()).order.tripId };
  const customer = new CookieJar(running.url);
  await customer.send('POST', '/v1/link', { token: link.slice(link.indexOf('#') + 1) });
  const cookies = async (jar: CookieJar | Promise<CookieJar>) => ({ cookie: (await jar).header() });
  credentials = {
    nobody: {},
    customer: await cookies(customer),
    masked: await cookies(running.device('handheld')),
    staff: await cookies(running.handheld()),
    wall: await cookies(running.device('wall')),
    manager: await cookies(manager),
    regional: await cookies(regional),
    admin: await cookies(admin),
    shop: { authorization: `Bearer ${key}` },
    rival: { authorization: `Bearer ${await keyOf('rival', [OWN, OTHER])}` },
    secondChain: { authorization: `Bearer ${await keyOf('second-chain', [OTHER])}` },
    figuresKey: { authorization: `Bearer ${await keyOf('figures', [OWN], ['figures'])}` },
    personOfBoth: await cookies(handheldOfBoth),
    mixed: { cookie: [device.header(), ...ofOther].join('; ') },
  };
  const place = async (apiKey: string, storeId: string) => {
    const shop = new ShopSystem(running.url, apiKey);
    return (await shop.place({ storeId, customer: { firstName: 'Zoé' }, state: 'placed' })).order.id;
  };
  orders = { own: await place(key, OWN), other: await place(running.demo.credentials.apiKey, OTHER) };
}, 120_000);
afterAll(() => running.close(), 30_000);

async function statusOf(method: string, pattern: string, role: Role, at: keyof Door): Promise<number> {
  const storeId = at === 'own' ? OWN : OTHER;
  const ofShop = pattern.startsWith('/v1/orders');
  const path = pattern
    .replace(':storeId', storeId)
    .replace(':tripId', trips[at])
    .replace(':orderId', ofShop ? orders[at] : randomUUID())
    .replaceAll(/:\w+/g, randomUUID());
  const stop = new AbortController();
  const response = await fetch(`${running.url}${path}`, {
    method,
    signal: stop.signal,
    headers: {
      ...credentials[role],
      'idempotency-key': randomUUID(),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(bodyOf(pattern, storeId)) }),
  });
  const { status } = response;
  // An event stream would go on for ever.
  stop.abort();
  return status;
}

/** Where the body names the store; elsewhere an empty one, refused only after the guard. */
const bodyOf = (pattern: string, storeId: string): object => {
  if (pattern === '/v1/orders') return { storeId, customer: { firstName: 'Zoé' } };
  // The order is looked for only once the body can be read.
  if (pattern.endsWith('/locker-opened')) return { compartment: 'A1' };
  if (pattern === '/v1/orders/:orderId/service') return { service: 'walk_in' };
  return pattern === '/v1/orders/:orderId' ? { window: null } : {};
};

/** A shop is not told that there is an order, or a store, that is not its own. */
const refusals = (role: Role, own: Door): readonly number[] =>
  SHOPS.includes(role) && own.own.includes('shop') ? [404] : [401, 403];
const SHOPS: readonly Role[] = ['shop', 'rival', 'secondChain'];

describe('the authorization matrix', () => {
  it('names every route of the program, and no other', () => {
    const routes = handlersOf(running.app).filter(({ route }) => route !== undefined);
    expect(routes.map(({ name }) => name).toSorted()).toEqual(Object.keys(TABLE).toSorted());
  });

  it('holds for the socket: a board of the store, and nobody else', async () => {
    const wrong: string[] = [];
    for (const role of ROLES) {
      for (const at of ['own', 'other'] as const) {
        const storeId = at === 'own' ? OWN : OTHER;
        const { cookie = '', ...headers } = credentials[role];
        const board = TestBoard.connect(running.url, cookie, storeId, { headers });
        await until(`an answer to ${role}`, () => board.socket.connected || board.refused !== undefined);
        const isIn = board.refused === undefined;
        if (isIn !== BOARD[at].includes(role)) wrong.push(`${role} at ${at} store: ${isIn ? 'in' : 'out'}`);
        board.close();
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('holds for each route, everybody, and both stores', async () => {
    const routes = handlersOf(running.app)
      .flatMap(({ name, route }) => (route ? [{ name, ...route }] : []))
      .toSorted((a, b) => LAST.indexOf(a.name) - LAST.indexOf(b.name));
    const wrong: string[] = [];
    let asked = 0;
    for (const { name, method, path } of routes) {
      const table = TABLE[name] ?? door([], []);
      for (const role of ROLES) {
        // Signing out once is enough: the second column would ask without a session.
        for (const at of LAST.includes(name) ? (['own'] as const) : (['own', 'other'] as const)) {
          const status = await statusOf(method, path, role, at);
          const isIn = !refusals(role, table).includes(status) && ![401, 403, 429].includes(status);
          asked += 1;
          if (isIn !== table[at].includes(role) || status >= 500) {
            wrong.push(`${name}: ${role} at ${at} store answered ${status}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(1_200);
  }, 120_000);
});
