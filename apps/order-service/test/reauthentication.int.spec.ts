/** A session alone is no way to take an account or a store over, and whoever is concerned is told. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountNotice, ManagerSession, OwnSession, StaffView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import { Crew, PASSWORD } from './crew.js';
import { TestSetup } from './test-setup.js';

const MINUTES = 60_000;
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';
const FRESH = 'quatre poires mûres';

let setup: TestSetup;
let crew: Crew;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  setup.clock.advance(60 * MINUTES);
  crew = await Crew.of(setup);
});

async function signedIn(role: 'manager' | 'admin' = 'manager', browser = new Browser(setup)) {
  const login = `anne-${randomUUID()}`;
  const at = role === 'admin' ? null : crew.storeId;
  const { id } = await crew.person({ name: 'Anne', role, login, password: PASSWORD }, at);
  expect((await browser.post('/v1/sign-in', { login, password: PASSWORD })).status).toBe(200);
  return { browser, login, id };
}

describe('what could take an account or a store over', () => {
  const person = () => ({
    name: 'Zoé',
    role: 'manager',
    login: `zoe-${randomUUID()}`,
    password: 'trois pommes vertes',
  });

  it('asks for a proof that is at most ten minutes old, on every such route, and does nothing without', async () => {
    const { browser, id } = await signedIn('admin');
    const at = `/v1/stores/${crew.storeId}`;
    const shop = await setup.shop();
    const { order } = await setup.order(shop, crew.storeId);
    const routes: [path: string, body: object, status: number][] = [
      [`${at}/staff`, person(), 201],
      [`${at}/staff/${crew.lea}/pin`, { pin: '730264' }, 200],
      [`${at}/staff/${randomUUID()}/password`, { password: FRESH }, 404],
      [`${at}/staff/${randomUUID()}/disable`, {}, 404],
      [`${at}/devices/codes`, { kind: 'wall' }, 201],
      [`${at}/devices/${randomUUID()}/revoke`, {}, 404],
      [`${at}/orders/${order.id}/link`, {}, 201],
      [`${at}/orders/${order.id}/link/revoke`, {}, 204],
      ['/v1/shop-keys', { shopId: 'x', name: 'X', storeIds: null }, 201],
      [`/v1/shop-keys/${randomUUID()}/revoke`, {}, 404],
      ['/v1/me/sessions/end-others', {}, 204],
    ];
    setup.clock.advance(10 * MINUTES);
    const keys = routes.map(() => randomUUID());
    for (const [i, [path, body]] of routes.entries()) {
      const response = await browser.post<Problem>(path, body, keys[i]);
      expect([path, response.status, response.body.code]).toEqual([path, 403, 'reauthentication-needed']);
    }
    const people = (await browser.get<StaffView[]>(`${at}/staff`)).body;
    expect(people.some(({ name }) => name === 'Zoé')).toBe(false);

    expect((await browser.post('/v1/me/reauthenticate', { password: PASSWORD })).status).toBe(204);
    for (const [i, [path, body, status]] of routes.entries()) {
      expect([path, (await browser.post(path, body, keys[i])).status]).toEqual([path, status]);
    }
    // A repetition is answered as the first, once the proof is there again.
    setup.clock.advance(10 * MINUTES);
    const [path, body] = routes[0]!;
    expect((await browser.post(path, body, keys[0])).status).toBe(403);
    await browser.post('/v1/me/reauthenticate', { password: PASSWORD });
    const again = await browser.post(path, body, keys[0]);
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, 'true']);
    expect((await browser.get('/v1/me')).body).toMatchObject({ staffId: id });
  });

  it('reads without a proof', async () => {
    const { browser } = await signedIn();
    setup.clock.advance(30 * MINUTES);
    for (const path of ['staff', 'devices', 'stats/today'])
      expect((await browser.get(`/v1/stores/${crew.storeId}/${path}`)).status).toBe(200);
  });

  it('is not one’s own password by the team’s route, with a proof or without', async () => {
    const { browser, id } = await signedIn();
    const path = `/v1/stores/${crew.storeId}/staff/${id}/password`;
    const response = await browser.post<Problem>(path, { password: FRESH });
    expect([response.status, response.body.code]).toEqual([403, 'not-allowed']);
    expect(response.body.detail).toContain('My account');
  });

  it('counts wrong proofs as wrong passwords at the door', async () => {
    const { browser } = await signedIn();
    const tries = async (password: string) =>
      (await browser.post<Problem>('/v1/me/reauthenticate', { password })).body.code;
    for (let i = 0; i < 5; i += 1) expect(await tries('not this one')).toBe('wrong-credentials');
    expect(await tries(PASSWORD)).toBe('too-many-requests');
    expect((await browser.get('/v1/me')).status).toBe(200);
  });

  it('a session from before an update has proved nothing', async () => {
    const { browser, id } = await signedIn();
    await setup.dataSource.query('UPDATE manager_session SET confirmed_at = NULL WHERE staff_id = $1', [id]);
    setup.clock.advance(3_000);
    const response = await browser.post<Problem>(`/v1/stores/${crew.storeId}/devices/codes`, {
      kind: 'wall',
    });
    expect(response.body.code).toBe('reauthentication-needed');
  });

  it('takes a proof of one’s own session only', async () => {
    const one = await signedIn();
    const two = new Browser(setup);
    await two.post('/v1/sign-in', { login: one.login, password: PASSWORD });
    setup.clock.advance(10 * MINUTES);
    expect((await two.post('/v1/me/reauthenticate', { password: PASSWORD })).status).toBe(204);
    const path = `/v1/stores/${crew.storeId}/devices/codes`;
    expect((await two.post(path, { kind: 'wall' })).status).toBe(201);
    expect((await one.browser.post(path, { kind: 'wall' })).status).toBe(403);
  });
});

describe('whoever’s secret was changed', () => {
  it('is told by whom and when, until they have seen it', async () => {
    const boss = await signedIn('admin');
    const paul = await signedIn();
    const path = `/v1/stores/${crew.storeId}/staff/${paul.id}`;
    expect((await boss.browser.post(`${path}/password`, { password: FRESH })).status).toBe(200);
    expect((await boss.browser.post(`${path}/pin`, { pin: '730264' })).status).toBe(200);
    const back = new Browser(setup);
    await back.post<ManagerSession>('/v1/sign-in', { login: paul.login, password: FRESH });
    const told = (await back.get<AccountNotice[]>('/v1/me/notices')).body;
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(['password-changed', 'pin-changed']);
    for (const notice of told)
      expect(notice).toMatchObject({
        by: 'Anne',
        byYourself: false,
        occurredAt: setup.clock.iso(),
        seenAt: null,
      });
    const ids = told.map(({ id }) => id);
    // Nobody marks what is another's.
    await boss.browser.post('/v1/me/notices/seen', { ids });
    expect((await back.get<AccountNotice[]>('/v1/me/notices')).body.every((n) => n.seenAt === null)).toBe(
      true,
    );
    expect((await back.post('/v1/me/notices/seen', { ids })).status).toBe(204);
    const seen = (await back.get<AccountNotice[]>('/v1/me/notices')).body;
    expect(seen.map(({ seenAt }) => seenAt)).toEqual([setup.clock.iso(), setup.clock.iso()]);
  });

  it('also when it was changed from a session of their own', async () => {
    const { browser } = await signedIn();
    await browser.post('/v1/me/password', { current: PASSWORD, password: FRESH });
    const [told] = (await browser.get<AccountNotice[]>('/v1/me/notices')).body;
    expect(told).toMatchObject({ kind: 'password-changed', by: 'Anne', byYourself: true });
  });
});

describe('one’s own sessions', () => {
  it('are listed in coarse words, and ended one by one or all but this', async () => {
    const office = await signedIn('manager', new Browser(setup, '203.0.113.80', FIREFOX));
    const others = [new Browser(setup), new Browser(setup)];
    for (const other of others) await other.post('/v1/sign-in', { login: office.login, password: PASSWORD });
    const list = async () => (await office.browser.get<OwnSession[]>('/v1/me/sessions')).body;
    const before = await list();
    expect(before).toHaveLength(3);
    expect(before.find(({ current }) => current)).toMatchObject({
      browser: 'Firefox · Windows',
      network: '203.0.113.x',
      signedInAt: setup.clock.iso(),
    });
    // Another's session is out of reach.
    const stranger = await signedIn();
    const [foreign] = (await stranger.browser.get<OwnSession[]>('/v1/me/sessions')).body;
    expect((await office.browser.post(`/v1/me/sessions/${foreign!.id}/end`)).status).toBe(204);
    expect((await stranger.browser.get('/v1/me')).status).toBe(200);

    const one = before.find(({ current }) => !current)!;
    expect((await office.browser.post(`/v1/me/sessions/${one.id}/end`)).status).toBe(204);
    expect(await list()).toHaveLength(2);
    const standing = async () => Promise.all(others.map(async (other) => (await other.get('/v1/me')).status));
    expect((await standing()).toSorted((a, b) => a - b)).toEqual([200, 401]);
    expect((await office.browser.post('/v1/me/sessions/end-others')).status).toBe(204);
    expect(await standing()).toEqual([401, 401]);
    expect((await office.browser.get('/v1/me')).status).toBe(200);
  });

  it('begin with a secret of the server’s own, whatever the browser brought', async () => {
    const planted = new Browser(setup);
    planted.cookies.set('curbline-manager', 'A'.repeat(22));
    const { browser } = await signedIn('manager', planted);
    const token = browser.cookies.get('curbline-manager');
    expect(token).not.toBe('A'.repeat(22));
    await browser.post('/v1/me/reauthenticate', { password: PASSWORD });
    expect(browser.cookies.get('curbline-manager')).toBe(token);
  });
});
