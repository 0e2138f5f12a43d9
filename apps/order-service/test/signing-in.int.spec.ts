/** How devices, people and managers come in, and how they are put out again. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SessionCookies, Sessions, STAFF_IDLE_MS, type StaffPrincipal } from '@curbline/access';
import type {
  DeviceSession,
  DeviceView,
  EnrolCodeView,
  ManagerSession,
  StaffView,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { createStaff } from '../src/staff/people.js';
import { Browser } from './browser.js';
import { World } from './world.js';

const PIN = '482913';
const PASSWORD = 'trois pommes vertes';
const SECONDS = 1000;
const MINUTES = 60_000;

let world: World;
let storeId: string;
let lea: string;

beforeAll(async () => {
  world = await World.open();
}, 120_000);
afterAll(() => world.close());

beforeEach(async () => {
  world.clock.advance(10 * MINUTES);
  storeId = await world.store();
  lea = (await person({ name: 'Léa', role: 'staff', pin: PIN })).id;
});

function person(input: Parameters<typeof createStaff>[2], at: string | null = storeId): Promise<StaffView> {
  return world.dataSource.transaction((manager) => createStaff(manager, at, input, world.clock.now()));
}

async function manager(at: string | null = storeId): Promise<Browser> {
  const login = `manon-${randomUUID()}`;
  await person({ name: 'Manon', role: at === null ? 'admin' : 'manager', login, password: PASSWORD }, at);
  const browser = new Browser(world);
  const answer = await browser.post<ManagerSession>('/v1/sign-in', {
    login: login.toUpperCase(),
    password: PASSWORD,
  });
  expect(answer.status).toBe(200);
  return browser;
}

async function newCode(kind: 'handheld' | 'wall' = 'handheld'): Promise<string> {
  const answer = await (await manager()).post<EnrolCodeView>(`/v1/stores/${storeId}/devices/codes`, { kind });
  expect(answer.status).toBe(201);
  return answer.body.code;
}

async function enrolled(kind: 'handheld' | 'wall' = 'handheld'): Promise<Browser> {
  const browser = new Browser(world);
  const answer = await browser.post('/v1/devices/enrol', { code: await newCode(kind), name: 'Caisse 2' });
  expect(answer.status).toBe(201);
  return browser;
}

async function signedIn(): Promise<Browser> {
  const browser = await enrolled();
  expect((await browser.post('/v1/staff/sign-in', { staffId: lea, pin: PIN })).status).toBe(200);
  return browser;
}

const whoIsThere = async (browser: Browser) =>
  (await browser.get<DeviceSession>('/v1/device')).body.signedIn?.name;

describe('enrolling a device', () => {
  it('makes a board of this browser, once', async () => {
    const code = await newCode();
    const first = new Browser(world);
    const typed = `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`;
    const answer = await first.post<DeviceSession>('/v1/devices/enrol', { code: typed, name: 'Caisse 2' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      device: { name: 'Caisse 2', kind: 'handheld' },
      store: { id: storeId },
      people: [{ id: lea, name: 'Léa' }],
      signedIn: null,
    });
    const again = await new Browser(world).post<Problem>('/v1/devices/enrol', { code, name: 'Thief' });
    expect([again.status, again.body.code]).toEqual([401, 'wrong-credentials']);
  });

  it('gives one of ten who use the code at once the device', async () => {
    const code = await newCode();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        new Browser(world, `203.0.113.${i + 10}`).post('/v1/devices/enrol', { code, name: `Device ${i}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(9);
  });

  it('refuses a code of eleven minutes ago, and shows a wall no names', async () => {
    const code = await newCode();
    world.clock.advance(11 * MINUTES);
    expect((await new Browser(world).post('/v1/devices/enrol', { code, name: 'Late' })).status).toBe(401);
    const wall = await enrolled('wall');
    expect((await wall.get<DeviceSession>('/v1/device')).body.people).toEqual([]);
    expect((await wall.post('/v1/staff/sign-in', { staffId: lea, pin: PIN })).status).toBe(403);
  });

  it('stops whoever tries codes after ten misses, even with a right one', async () => {
    const thief = new Browser(world, '198.51.100.7');
    for (let i = 0; i < 10; i += 1) {
      expect((await thief.post('/v1/devices/enrol', { code: 'ABCDEFGH', name: 'x' })).status).toBe(401);
    }
    const code = await newCode();
    const stopped = await thief.post('/v1/devices/enrol', { code, name: 'x' });
    expect([stopped.status, stopped.headers['retry-after']]).toEqual([429, '60']);
    expect((await new Browser(world).post('/v1/devices/enrol', { code, name: 'x' })).status).toBe(201);
  });
});

describe('signing in with a PIN', () => {
  it('lets a person act on their device, and nobody else’s', async () => {
    const browser = await signedIn();
    expect(await whoIsThere(browser)).toBe('Léa');
    const other = await enrolled();
    const staffCookie = [...browser.cookies].find(([name]) => name.endsWith('staff'));
    other.cookies.set(...staffCookie!);
    expect(await whoIsThere(other)).toBeUndefined();
  });

  it('needs an enrolled device', async () => {
    expect((await new Browser(world).post('/v1/staff/sign-in', { staffId: lea, pin: PIN })).status).toBe(401);
  });

  it('answers a wrong PIN, a stranger and somebody disabled alike', async () => {
    const browser = await enrolled();
    const gone = await person({ name: 'Paul', role: 'staff', pin: PIN });
    await (await manager()).post(`/v1/stores/${storeId}/staff/${gone.id}/disable`);
    const ofOtherStore = (await person({ name: 'Eve', role: 'staff', pin: PIN }, await world.store())).id;
    for (const [staffId, pin] of [
      [lea, '000001'],
      [randomUUID(), PIN],
      [gone.id, PIN],
      [ofOtherStore, PIN],
    ]) {
      const answer = await browser.post<Problem>('/v1/staff/sign-in', { staffId, pin });
      expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
        401,
        'wrong-credentials',
        undefined,
      ]);
    }
  });

  it.each(['somebody', 'nobody'])('slows down after five misses and locks at ten, for %s', async (who) => {
    const browser = await enrolled();
    const staffId = who === 'somebody' ? lea : randomUUID();
    const miss = async () => (await browser.post('/v1/staff/sign-in', { staffId, pin: '000001' })).status;
    for (let i = 0; i < 5; i += 1) expect(await miss()).toBe(401);
    for (const waitS of [5, 10, 20, 40, 80]) {
      const early = await browser.post<Problem>('/v1/staff/sign-in', { staffId, pin: PIN });
      expect([early.status, early.headers['retry-after']]).toEqual([429, String(waitS)]);
      world.clock.advance(waitS * SECONDS);
      expect(await miss()).toBe(401);
    }
    const locked = await browser.post<Problem>('/v1/staff/sign-in', { staffId, pin: PIN });
    expect([locked.status, locked.body.code, locked.headers['retry-after']]).toEqual([423, 'locked', '900']);
    world.clock.advance(15 * MINUTES);
    const after = await browser.post('/v1/staff/sign-in', { staffId, pin: PIN });
    expect(after.status).toBe(who === 'somebody' ? 200 : 401);
  });

  it('counts twenty-five tries at once as what they are', async () => {
    const browsers = await Promise.all(Array.from({ length: 5 }, () => enrolled()));
    world.clock.advance(3 * MINUTES);
    const answers = await Promise.all(
      browsers.flatMap((browser) =>
        Array.from({ length: 5 }, () => browser.post('/v1/staff/sign-in', { staffId: lea, pin: '000001' })),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });

  it('masks a handheld after half an hour without an act, and ends the session after twelve hours', async () => {
    const browser = await signedIn();
    world.clock.advance(STAFF_IDLE_MS - 1);
    expect(await whoIsThere(browser)).toBe('Léa');
    const orderId = randomUUID();
    expect((await browser.post(`/v1/stores/${storeId}/orders/${orderId}/claim`)).status).toBe(404);
    world.clock.advance(STAFF_IDLE_MS - 1);
    expect(await whoIsThere(browser)).toBe('Léa');
    world.clock.advance(2 * SECONDS);
    expect(await whoIsThere(browser)).toBeUndefined();
    expect((await browser.post(`/v1/stores/${storeId}/orders/${orderId}/claim`)).status).toBe(401);
    expect((await browser.get(`/v1/stores/${storeId}/board`)).status).toBe(200);

    await browser.post('/v1/staff/sign-in', { staffId: lea, pin: PIN });
    for (let hours = 0; hours < 12; hours += 0.25) {
      expect(await whoIsThere(browser)).toBe('Léa');
      await browser.post(`/v1/stores/${storeId}/orders/${orderId}/claim`);
      world.clock.advance(15 * MINUTES);
    }
    expect(await whoIsThere(browser)).toBeUndefined();
  });

  it('signs out, and the next person in puts the last one out', async () => {
    const browser = await signedIn();
    const paul = await person({ name: 'Paul', role: 'staff', pin: '730264' });
    const oldCookies = new Map(browser.cookies);
    await browser.post('/v1/staff/sign-in', { staffId: paul.id, pin: '730264' });
    expect(await whoIsThere(browser)).toBe('Paul');
    const stale = new Browser(world);
    for (const [name, value] of oldCookies) stale.cookies.set(name, value);
    expect(await whoIsThere(stale)).toBeUndefined();
    expect((await browser.post<DeviceSession>('/v1/staff/sign-out')).body.signedIn).toBeNull();
    expect(await whoIsThere(browser)).toBeUndefined();
  });
});

describe('what a manager ends', () => {
  it('a revoked device is out at once here, and within five seconds elsewhere', async () => {
    const browser = await signedIn();
    const elsewhere = new Sessions(world.dataSource, world.clock, cookieReader());
    const seen = (await elsewhere.staff(headerOf(browser))) as StaffPrincipal;
    expect(await elsewhere.stillValid(seen)).toBe(true);
    const boss = await manager();
    const [device] = (await boss.get<DeviceView[]>(`/v1/stores/${storeId}/devices`)).body;
    expect(device).toMatchObject({ id: seen.deviceId, name: 'Caisse 2', revokedAt: null });
    const revoked = await boss.post<DeviceView>(`/v1/stores/${storeId}/devices/${device!.id}/revoke`);
    expect(revoked.body.revokedAt).toBe(world.clock.iso());
    expect((await browser.get(`/v1/stores/${storeId}/board`)).status).toBe(401);
    expect((await browser.post('/v1/staff/sign-in', { staffId: lea, pin: PIN })).status).toBe(401);
    world.clock.advance(5 * SECONDS);
    expect(await elsewhere.stillValid(seen)).toBe(false);
  });

  it('a disabled person is out on every device, and cannot come back', async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    const boss = await manager();
    const answer = await boss.post<StaffView>(`/v1/stores/${storeId}/staff/${lea}/disable`);
    expect(answer.body).toMatchObject({ name: 'Léa', disabledAt: world.clock.iso() });
    expect([await whoIsThere(one), await whoIsThere(two)]).toEqual([undefined, undefined]);
    expect((await one.post('/v1/staff/sign-in', { staffId: lea, pin: PIN })).status).toBe(401);
  });

  it('reaches no other store', async () => {
    const other = await world.store();
    const boss = await manager();
    for (const path of ['devices', 'staff', 'stats/today', 'figures']) {
      expect((await boss.get(`/v1/stores/${other}/${path}`)).status).toBe(403);
    }
    expect((await boss.post(`/v1/stores/${other}/devices/codes`, { kind: 'wall' })).status).toBe(403);
    const foreigner = await person({ name: 'Eve', role: 'staff', pin: PIN }, other);
    expect((await boss.post(`/v1/stores/${storeId}/staff/${foreigner.id}/disable`)).status).toBe(404);
    const staff = await signedIn();
    expect((await staff.get(`/v1/stores/${other}/board`)).status).toBe(403);
    expect((await staff.post(`/v1/stores/${other}/orders/${randomUUID()}/claim`)).status).toBe(403);
    expect((await staff.get(`/v1/stores/${storeId}/staff`)).status).toBe(401);
  });
});

describe('managers', () => {
  it('an admin sees all stores, a manager one; signing out ends it', async () => {
    const own = await manager();
    const me = await own.get<ManagerSession>('/v1/me');
    expect(me.body).toMatchObject({ name: 'Manon', role: 'manager', stores: [{ id: storeId }] });
    const admin = await manager(null);
    expect((await admin.get<ManagerSession>('/v1/me')).body.stores.length).toBeGreaterThan(1);
    const cookies = new Map(own.cookies);
    expect((await own.post('/v1/sign-out')).status).toBe(204);
    for (const [name, value] of cookies) own.cookies.set(name, value);
    expect((await own.get('/v1/me')).status).toBe(401);
  });

  it('answers an unknown login and a wrong password alike, and locks both', async () => {
    const login = `paul-${randomUUID()}`;
    await person({ name: 'Paul', role: 'manager', login, password: PASSWORD });
    for (const name of [login, `nobody-${randomUUID()}`]) {
      world.clock.advance(5 * MINUTES);
      const browser = new Browser(world);
      const tries = async () =>
        (await browser.post<Problem>('/v1/sign-in', { login: name, password: 'wrong wrong wrong' })).body
          .code;
      for (let i = 0; i < 5; i += 1) expect(await tries()).toBe('wrong-credentials');
      expect(await tries()).toBe('too-many-requests');
    }
  });

  it('adds people with a way in that is not the first one tried', async () => {
    const boss = await manager();
    const add = (input: object) => boss.post<Problem & StaffView>(`/v1/stores/${storeId}/staff`, input);
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
    expect(JSON.stringify((await boss.get(`/v1/stores/${storeId}/staff`)).body)).not.toMatch(/argon2|anne-/);
  });
});

function headerOf(browser: Browser): string {
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

function cookieReader() {
  return new SessionCookies({ secureCookies: false });
}
