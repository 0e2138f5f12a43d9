/**
 * Every route × everybody × their own store and another: asked over real HTTP, and held against the table
 * below. The routes come from the program itself, so one that the table does not name fails here.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handlersOf } from '@curbline/platform';
import type { IssuedShopKey, StaffView } from '@curbline/contracts/http';
import { Running, until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';
import { DEMO_STORES } from '../../src/demo/demo-stores.js';
import { CookieJar } from '../../src/simulate/cookie-jar.js';
import { ShopSystem } from '../../src/simulate/shop-system.js';

const ROLES = [
  'nobody',
  'customer',
  'masked',
  'staff',
  'wall',
  'manager',
  'admin',
  'shop',
  // A key of another shop that reaches both stores, and one of a shop that has the other store alone.
  'rival',
  'secondChain',
  // Somebody of all stores who is signed in on a handheld of the own one, and a browser that holds the own store's
  // device and a person's session of the other.
  'personOfBoth',
  'mixed',
] as const;
type Role = (typeof ROLES)[number];

/** Who is let in at their own store, and who at another's. The rest meets 401 or 403 (a shop: 404). */
interface Door {
  readonly own: readonly Role[];
  readonly other: readonly Role[];
}

const door = (own: readonly Role[], other: readonly Role[]): Door => ({ own, other });
const EVERYBODY = door(ROLES, ROLES);
/** Their own trip; the other column asks for another customer's. */
const CUSTOMER = door(['customer'], []);
const SCREENS = ['masked', 'staff', 'wall', 'personOfBoth', 'mixed'] as const;
const DEVICE = door(SCREENS, SCREENS);
const BOARD = door(SCREENS, []);
const STAFF = door(['staff', 'personOfBoth'], []);
const MANAGER = door(['manager', 'admin'], ['admin']);
const BOARD_OR_MANAGER = door([...BOARD.own, ...MANAGER.own], ['admin']);
/** What is of no single store: the same for both columns. */
const STAFF_ANYWHERE = door(['staff', 'personOfBoth'], ['staff', 'personOfBoth']);
const ANY_MANAGER = door(['manager', 'admin'], ['manager', 'admin']);
const ADMIN = door(['admin'], ['admin']);
const SHOP = door(['shop'], []);
/** Everybody with a key asks, and is given their own orders alone. */
const ANY_SHOP = door(['shop', 'rival', 'secondChain'], ['shop', 'rival', 'secondChain']);
/** Where the store is named, and not an order: each shop at its stores. */
const PLACING = door(['shop', 'rival'], ['rival', 'secondChain']);

/** All handlers of a controller that have the same door. */
const each = (controller: string, same: Door, handlers: string): Record<string, Door> =>
  Object.fromEntries(handlers.split(' ').map((handler) => [`${controller}.${handler}`, same]));

const TABLE: Readonly<Record<string, Door>> = {
  'AccountController.end': ANY_MANAGER,
  'AccountController.endOthers': ANY_MANAGER,
  'AccountController.notices': ANY_MANAGER,
  'AccountController.options': ANY_MANAGER,
  'AccountController.reauthenticate': ANY_MANAGER,
  'AccountController.seen': ANY_MANAGER,
  'AccountController.sessions': ANY_MANAGER,
  'BaySignsController.list': MANAGER,
  'BaySignsController.renew': MANAGER,
  'BoardsController.arrival': STAFF,
  'BoardsController.board': BOARD,
  'BoardsController.changeWindow': STAFF,
  'BoardsController.claim': STAFF,
  'BoardsController.find': STAFF,
  'BoardsController.handOver': STAFF,
  'BoardsController.listUnfinished': BOARD_OR_MANAGER,
  'BoardsController.notHere': STAFF,
  'BoardsController.ready': STAFF,
  'BoardsController.recall': STAFF,
  'BoardsController.release': STAFF,
  'DeviceController.enrol': EVERYBODY,
  'DeviceController.read': DEVICE,
  'DeviceController.signInWithPin': DEVICE,
  'DeviceController.signOut': DEVICE,
  'FenceController.read': MANAGER,
  'FixesController.report': CUSTOMER,
  'HeldTripsController.list': EVERYBODY,
  'HealthController.live': EVERYBODY,
  'HealthController.ready': EVERYBODY,
  'LinksController.open': EVERYBODY,
  'ManagerLinksController.issue': MANAGER,
  'ManagerLinksController.revoke': MANAGER,
  'ManagersController.changePassword': ANY_MANAGER,
  'ManagersController.me': ANY_MANAGER,
  'ManagersController.signOut': EVERYBODY,
  'MetricsController.read': EVERYBODY,
  'PagesController.board': EVERYBODY,
  'PagesController.customer': EVERYBODY,
  'PagesController.manager': EVERYBODY,
  'PagesController.robots': EVERYBODY,
  'PagesController.start': EVERYBODY,
  ...each(
    'SecondFactorsController',
    ANY_MANAGER,
    'add begin confirm options read recoveryCodes remove removeTotp rename',
  ),
  ...each('SignInController', EVERYBODY, 'passkeyOptions withPasskey withPassword'),
  'SignInController.read': ANY_MANAGER,
  'SignInController.secondFactorOptions': ANY_MANAGER,
  'SignInController.withSecondFactor': ANY_MANAGER,
  'ShopLinksController.issue': SHOP,
  'ShopLinksController.revoke': SHOP,
  'ShopOrdersController.cancel': SHOP,
  'ShopOrdersController.changeWindow': SHOP,
  'ShopOrdersController.find': ANY_SHOP,
  'ShopOrdersController.makeReady': SHOP,
  'ShopOrdersController.place': PLACING,
  'ShopOrdersController.prepare': SHOP,
  'ShopOrdersController.read': SHOP,
  'ShopOrdersController.reopen': SHOP,
  'ShopsController.issue': ADMIN,
  'ShopsController.list': ADMIN,
  'ShopsController.revoke': ADMIN,
  ...each('StaffAccountController', STAFF_ANYWHERE, 'changePin end notices seen sessions'),
  'StatsController.figures': BOARD_OR_MANAGER,
  'StatsController.today': MANAGER,
  'StatusController.events': CUSTOMER,
  'StoresController.create': ADMIN,
  'StoresController.edit': MANAGER,
  'StoresController.read': MANAGER,
  'StoresController.replace': MANAGER,
  'TeamController.add': MANAGER,
  'TeamController.devices': MANAGER,
  'TeamController.disable': MANAGER,
  'TeamController.newCode': MANAGER,
  'TeamController.newPassword': MANAGER,
  'TeamController.newPin': MANAGER,
  'TeamController.resetSecondFactors': ADMIN,
  'TeamController.revoke': MANAGER,
  'TeamController.staff': MANAGER,
  'TripsController.details': CUSTOMER,
  'TripsController.here': CUSTOMER,
  'TripsController.notHere': CUSTOMER,
  'TripsController.read': CUSTOMER,
  'TripsController.sharing': CUSTOMER,
  'TripsController.start': CUSTOMER,
};

/** These end the session that asks, so they are asked last, in this order. */
const LAST = ['DeviceController.signOut', 'ManagersController.signOut'];

const [OWN, OTHER] = [DEMO_STORES[0].id, DEMO_STORES[1].id];
const PASSWORD = 'trois pommes vertes';

let running: Running;
/** What each role comes with. */
let credentials: Readonly<Record<Role, Readonly<Record<string, string>>>>;
/** An order of each store: for the routes where the order, and not the path, names the store. */
let trips: Readonly<Record<keyof Door, string>>;
let orders: Readonly<Record<keyof Door, string>>;

beforeAll(async () => {
  running = await Running.start();
  const admin = await running.manager();
  const keyed = () => ({ 'idempotency-key': randomUUID() });
  const login = 'manager-of-one-store';
  const person = { name: 'Manon', role: 'manager', login, password: PASSWORD };
  await admin.send('POST', `/v1/stores/${OWN}/staff`, person, keyed());
  const manager = new CookieJar(running.url);
  await manager.send('POST', '/v1/sign-in', { login, password: PASSWORD });
  const keyOf = async (shopId: string, storeIds: readonly string[]): Promise<string> => {
    const wish = { shopId, name: shopId, storeIds };
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
    admin: await cookies(admin),
    shop: { authorization: `Bearer ${key}` },
    rival: { authorization: `Bearer ${await keyOf('rival', [OWN, OTHER])}` },
    secondChain: { authorization: `Bearer ${await keyOf('second-chain', [OTHER])}` },
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
  const answer = await fetch(`${running.url}${path}`, {
    method,
    signal: stop.signal,
    headers: {
      ...credentials[role],
      'idempotency-key': randomUUID(),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(bodyOf(pattern, storeId)) }),
  });
  const { status } = answer;
  // An event stream would go on for ever.
  stop.abort();
  return status;
}

/** Where the body names the store; elsewhere an empty one, refused only after the guard. */
const bodyOf = (pattern: string, storeId: string): object => {
  if (pattern === '/v1/orders') return { storeId, customer: { firstName: 'Zoé' } };
  // The order is looked for only once the body can be read.
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
