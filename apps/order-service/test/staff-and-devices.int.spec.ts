/** What managers decide about people and devices, and how they sign in themselves. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { STAFF_IDLE_MS, type StaffPrincipal } from '@curbline/access';
import type { AuditPage, DeviceView, ManagerSession, StaffView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import { Crew, PASSWORD, PIN, whoIsThere } from './crew.js';
import { sessionsElsewhere } from './sessions-elsewhere.js';
import { TestSetup } from './test-setup.js';

const SECONDS = 1000;
const MINUTES = 60_000;

let setup: TestSetup;
let crew: Crew;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

beforeEach(async () => {
  setup.clock.advance(10 * MINUTES);
  crew = await Crew.of(setup);
});

describe('what a manager ends', () => {
  it('a revoked device is out at once here, and within five seconds elsewhere', async () => {
    const browser = await crew.signedIn();
    const elsewhere = sessionsElsewhere(setup);
    const seen = (await elsewhere.staff(browser.cookieHeader())) as StaffPrincipal;
    const masked = {
      ...seen,
      kind: 'masked' as const,
      session: (await elsewhere.device(browser.cookieHeader()))!.session,
    };
    const nobody = { ...seen, session: 'x'.repeat(43) };
    const all = [seen, masked, nobody];
    expect(await elsewhere.thoseStillValid(all)).toEqual(new Set([seen, masked]));
    const boss = await crew.manager();
    const [device] = (await boss.get<DeviceView[]>(`/v1/stores/${crew.storeId}/devices`)).body;
    expect(device).toMatchObject({ id: seen.deviceId, name: 'Caisse 2', revokedAt: null });
    const revoked = await boss.post<DeviceView>(`/v1/stores/${crew.storeId}/devices/${device!.id}/revoke`);
    expect(revoked.body.revokedAt).toBe(setup.clock.iso());
    expect((await browser.get(`/v1/stores/${crew.storeId}/board`)).status).toBe(401);
    expect((await browser.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(401);
    setup.clock.advance(5 * SECONDS);
    expect(await elsewhere.thoseStillValid(all)).toEqual(new Set());
  });

  it('a disabled person is out on every device, and cannot come back', async () => {
    const [one, two] = [await crew.signedIn(), await crew.signedIn()];
    const elsewhere = sessionsElsewhere(setup);
    const seen = (await elsewhere.staff(one.cookieHeader())) as StaffPrincipal;
    setup.clock.advance(STAFF_IDLE_MS);
    expect((await elsewhere.thoseStillValid([seen])).size).toBe(0);
    setup.clock.advance(-STAFF_IDLE_MS);
    expect((await elsewhere.thoseStillValid([seen])).size).toBe(1);
    const boss = await crew.manager();
    const response = await boss.post<StaffView>(`/v1/stores/${crew.storeId}/staff/${crew.lea}/disable`);
    expect(response.body).toMatchObject({ name: 'Léa', disabledAt: setup.clock.iso() });
    expect([await whoIsThere(one), await whoIsThere(two)]).toEqual([undefined, undefined]);
    expect((await elsewhere.thoseStillValid([seen])).size).toBe(0);
    expect((await one.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(401);
  });

  it('reaches no other store', async () => {
    const other = await setup.store();
    const boss = await crew.manager();
    for (const path of ['devices', 'staff', 'stats/today', 'figures']) {
      expect((await boss.get(`/v1/stores/${other}/${path}`)).status).toBe(403);
    }
    expect((await boss.post(`/v1/stores/${other}/devices/codes`, { kind: 'wall' })).status).toBe(403);
    const foreigner = await crew.person({ name: 'Eve', role: 'staff', pin: PIN }, other);
    expect((await boss.post(`/v1/stores/${crew.storeId}/staff/${foreigner.id}/disable`)).status).toBe(404);
    const staff = await crew.signedIn();
    expect((await staff.get(`/v1/stores/${other}/board`)).status).toBe(403);
    expect((await staff.post(`/v1/stores/${other}/orders/${randomUUID()}/claim`)).status).toBe(403);
    expect((await staff.get(`/v1/stores/${crew.storeId}/staff`)).status).toBe(401);
  });
});

describe('a new secret', () => {
  it('a new PIN puts the old one and whoever is in with it out, and lifts the lock', async () => {
    const handheld = await crew.signedIn();
    const boss = await crew.manager();
    const set = (staffId: string, pin: string) =>
      boss.post<Problem>(`/v1/stores/${crew.storeId}/staff/${staffId}/pin`, { pin });
    const tries = async (pin: string) =>
      (await handheld.post('/v1/staff/sign-in', { staffId: crew.lea, pin })).status;
    expect((await set(crew.lea, '111111')).body.errors?.map(({ field }) => field)).toEqual(['pin']);
    for (let i = 0; i < 5; i += 1) expect(await tries('000001')).toBe(401);
    expect(await tries(PIN)).toBe(429);
    expect(await whoIsThere(handheld)).toBe('Léa');
    expect((await set(crew.lea, '730264')).status).toBe(200);
    expect(await whoIsThere(handheld)).toBeUndefined();
    expect([await tries(PIN), await tries('730264')]).toEqual([401, 200]);
    const elsewhere = await crew.person({ name: 'Eve', role: 'staff', pin: PIN }, await setup.store());
    expect((await set(elsewhere.id, '730264')).status).toBe(404);
  });

  it('a new password, by a manager for a manager; an admin’s by admins alone', async () => {
    const boss = await crew.manager();
    const login = `paul-${randomUUID()}`;
    const paul = await crew.person({ name: 'Paul', role: 'manager', login, password: PASSWORD });
    const browser = new Browser(setup);
    const enters = async (password: string) =>
      (await browser.post('/v1/sign-in', { login, password })).status;
    expect(await enters(PASSWORD)).toBe(200);
    const set = (by: Browser, staffId: string, body: object) =>
      by.post<Problem>(`/v1/stores/${crew.storeId}/staff/${staffId}/password`, body);
    const password = 'quatre poires mûres';
    expect((await set(boss, paul.id, { password })).status).toBe(200);
    expect((await browser.get('/v1/me')).status).toBe(401);
    expect([await enters(PASSWORD), await enters(password)]).toEqual([401, 200]);
    expect((await set(boss, crew.lea, { password })).body.code).toBe('not-possible-now');
    const root = await crew.person({
      name: 'R',
      role: 'admin',
      login: `r-${randomUUID()}`,
      password: PASSWORD,
    });
    expect((await set(boss, root.id, { password })).status).toBe(403);
    expect((await boss.post(`/v1/stores/${crew.storeId}/staff/${root.id}/disable`)).status).toBe(403);
    const admin = await crew.manager(null);
    expect((await set(admin, root.id, { password })).status).toBe(200);
    expect((await set(boss, paul.id, { password, login: `r-${randomUUID()}` })).status).toBe(200);
  });

  it('one’s own takes the current one, ends the other sessions and keeps this', async () => {
    const login = `anne-${randomUUID()}`;
    await crew.person({ name: 'Anne', role: 'manager', login, password: PASSWORD });
    const [here, there] = [new Browser(setup), new Browser(setup)];
    for (const browser of [here, there]) await browser.post('/v1/sign-in', { login, password: PASSWORD });
    const change = async (current: string, password: string) =>
      (await here.post('/v1/me/password', { current, password })).status;
    expect(await change('not this one', 'quatre poires mûres')).toBe(401);
    expect(await change(PASSWORD, 'Password12345')).toBe(400);
    expect(await change(PASSWORD, 'quatre poires mûres')).toBe(204);
    expect([(await here.get('/v1/me')).status, (await there.get('/v1/me')).status]).toEqual([200, 401]);
    const { entries } = (await here.get<AuditPage>(`/v1/stores/${crew.storeId}/audit`)).body;
    expect(entries[0]).toMatchObject({ action: 'own_password_changed', by: { name: 'Anne' }, changes: [] });
    for (let i = 0; i < 5; i += 1) await change('not this one', PASSWORD);
    expect(await change('quatre poires mûres', PASSWORD)).toBe(429);
  });
});

describe('whoever tries a manager’s password', () => {
  const enterFrom = (address: string, login: string, password: string) =>
    new Browser(setup, address).post<Problem>('/v1/sign-in', { login, password });

  it('locks themselves out and not the manager', async () => {
    const login = `manon-${randomUUID()}`;
    await crew.person({ name: 'Manon', role: 'manager', login, password: PASSWORD });
    for (let i = 0; i < 5; i += 1) await enterFrom('198.51.100.9', login, 'wrong wrong wrong');
    expect((await enterFrom('198.51.100.9', login, PASSWORD)).status).toBe(429);
    expect((await enterFrom('203.0.113.80', login, PASSWORD)).status).toBe(200);
  });

  it('from many addresses gets one try a minute, while the office they know stays open', async () => {
    const login = `manon-${randomUUID()}`;
    await crew.person({ name: 'Manon', role: 'manager', login, password: PASSWORD });
    expect((await enterFrom('203.0.113.80', login, PASSWORD)).status).toBe(200);
    for (let i = 0; i < 50; i += 1) {
      const miss = await enterFrom(`198.51.100.${i}`, login, 'wrong wrong wrong');
      expect(miss.body.code).toBe('wrong-credentials');
    }
    const stopped = await enterFrom('198.51.100.200', login, PASSWORD);
    expect([stopped.status, stopped.headers['retry-after']]).toEqual([429, '60']);
    expect((await enterFrom('203.0.113.80', login, PASSWORD)).status).toBe(200);
    setup.clock.advance(60 * SECONDS);
    expect((await enterFrom('198.51.100.200', login, PASSWORD)).status).toBe(200);
  });
});

describe('managers', () => {
  it('an admin sees all stores, a manager one; signing out ends it', async () => {
    const own = await crew.manager();
    const me = await own.get<ManagerSession>('/v1/me');
    expect(me.body).toMatchObject({ name: 'Manon', role: 'manager', stores: [{ id: crew.storeId }] });
    const admin = await crew.manager(null);
    expect((await admin.get<ManagerSession>('/v1/me')).body.stores.length).toBeGreaterThan(1);
    const cookies = new Map(own.cookies);
    expect((await own.post('/v1/sign-out')).status).toBe(204);
    for (const [name, value] of cookies) own.cookies.set(name, value);
    expect((await own.get('/v1/me')).status).toBe(401);
  });

  it('answers an unknown login and a wrong password alike, and locks both', async () => {
    const login = `paul-${randomUUID()}`;
    await crew.person({ name: 'Paul', role: 'manager', login, password: PASSWORD });
    for (const name of [login, `nobody-${randomUUID()}`]) {
      setup.clock.advance(5 * MINUTES);
      const browser = new Browser(setup);
      const tries = async () =>
        (await browser.post<Problem>('/v1/sign-in', { login: name, password: 'wrong wrong wrong' })).body
          .code;
      for (let i = 0; i < 5; i += 1) expect(await tries()).toBe('wrong-credentials');
      expect(await tries()).toBe('too-many-requests');
    }
  });

  it('adds people with a way in that is not the first one tried', async () => {
    const boss = await crew.manager();
    const add = (input: object) => boss.post<Problem & StaffView>(`/v1/stores/${crew.storeId}/staff`, input);
    const fields = async (input: object) => (await add(input)).body.errors?.map(({ field }) => field);
    expect(await fields({ name: 'A', role: 'staff' })).toEqual(['pin']);
    expect(await fields({ name: 'A', role: 'staff', pin: '123456' })).toEqual(['pin']);
    expect(await fields({ name: 'A', role: 'manager', login: 'a.b' })).toEqual(['password']);
    expect(await fields({ name: 'A', role: 'manager', login: 'anne', password: 'Password12345' })).toEqual([
      'password',
    ]);
    expect((await add({ name: 'A', role: 'admin', login: 'root', password: PASSWORD })).status).toBe(403);
    const login = `anne-${randomUUID()}`;
    const anne = { name: 'Anne', role: 'manager', login, password: PASSWORD };
    expect((await add(anne)).status).toBe(201);
    expect((await add(anne)).body.code).toBe('login-taken');
    expect(JSON.stringify((await boss.get(`/v1/stores/${crew.storeId}/staff`)).body)).not.toMatch(
      /argon2|anne-/,
    );
  });
});
