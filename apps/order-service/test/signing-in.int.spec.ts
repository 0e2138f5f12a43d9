/** How devices and people come in. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { STAFF_IDLE_MS } from '@curbline/access';
import type { DeviceSession } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import { Crew, PIN, whoIsThere } from './crew.js';
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

describe('enrolling a device', () => {
  it('makes a board of this browser, once', async () => {
    const code = await crew.newCode();
    const first = new Browser(setup);
    const typed = `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`;
    const response = await first.post<DeviceSession>('/v1/devices/enrol', { code: typed, name: 'Caisse 2' });
    expect(response.status).toBe(201);
    expect(response.body).toMatchObject({
      device: { name: 'Caisse 2', kind: 'handheld' },
      store: { id: crew.storeId },
      people: [{ id: crew.lea, name: 'Léa' }],
      signedIn: null,
    });
    const again = await new Browser(setup).post<Problem>('/v1/devices/enrol', { code, name: 'Thief' });
    expect([again.status, again.body.code]).toEqual([401, 'wrong-credentials']);
  });

  it('gives one of ten who use the code at once the device', async () => {
    const code = await crew.newCode();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        new Browser(setup, `203.0.113.${i + 10}`).post('/v1/devices/enrol', { code, name: `Device ${i}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(9);
  });

  it('refuses a code of eleven minutes ago, and shows a wall no names', async () => {
    const code = await crew.newCode();
    setup.clock.advance(11 * MINUTES);
    expect((await new Browser(setup).post('/v1/devices/enrol', { code, name: 'Late' })).status).toBe(401);
    const wall = await crew.enrolled('wall');
    expect((await wall.get<DeviceSession>('/v1/device')).body.people).toEqual([]);
    expect((await wall.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(403);
  });

  it('stops whoever tries codes after sixty misses, even with a right one', async () => {
    const thief = new Browser(setup, '198.51.100.7');
    const code = await crew.newCode();
    for (let i = 0; i < 60; i += 1) {
      expect((await thief.post('/v1/devices/enrol', { code: 'ABCDEFGH', name: 'x' })).status).toBe(401);
    }
    const stopped = await thief.post('/v1/devices/enrol', { code, name: 'x' });
    expect([stopped.status, Number(stopped.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect((await new Browser(setup).post('/v1/devices/enrol', { code, name: 'x' })).status).toBe(201);
  });
});

describe('signing in with a PIN', () => {
  it('lets a person act on their device, and nobody else’s', async () => {
    const browser = await crew.signedIn();
    expect(await whoIsThere(browser)).toBe('Léa');
    const other = await crew.enrolled();
    const staffCookie = [...browser.cookies].find(([name]) => name.endsWith('staff'));
    other.cookies.set(...staffCookie!);
    expect(await whoIsThere(other)).toBeUndefined();
  });

  it('needs an enrolled device', async () => {
    expect((await new Browser(setup).post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(
      401,
    );
  });

  it('answers a wrong PIN, a stranger and somebody disabled alike', async () => {
    const browser = await crew.enrolled();
    const gone = await crew.person({ name: 'Paul', role: 'staff', pin: PIN });
    await (await crew.manager()).post(`/v1/stores/${crew.storeId}/staff/${gone.id}/disable`);
    const ofOtherStore = (await crew.person({ name: 'Eve', role: 'staff', pin: PIN }, await setup.store()))
      .id;
    for (const [staffId, pin] of [
      [crew.lea, '000001'],
      [randomUUID(), PIN],
      [gone.id, PIN],
      [ofOtherStore, PIN],
    ]) {
      const response = await browser.post<Problem>('/v1/staff/sign-in', { staffId, pin });
      expect([response.status, response.body.code, response.body.detail]).toEqual([
        401,
        'wrong-credentials',
        undefined,
      ]);
    }
  });

  it.each(['somebody', 'nobody'])('slows down after five misses and locks at ten, for %s', async (who) => {
    const browser = await crew.enrolled();
    const staffId = who === 'somebody' ? crew.lea : randomUUID();
    const miss = async () => (await browser.post('/v1/staff/sign-in', { staffId, pin: '000001' })).status;
    for (let i = 0; i < 5; i += 1) expect(await miss()).toBe(401);
    for (const waitS of [5, 10, 20, 40, 80]) {
      const early = await browser.post<Problem>('/v1/staff/sign-in', { staffId, pin: PIN });
      expect([early.status, early.headers['retry-after']]).toEqual([429, String(waitS)]);
      setup.clock.advance(waitS * SECONDS);
      expect(await miss()).toBe(401);
    }
    const locked = await browser.post<Problem>('/v1/staff/sign-in', { staffId, pin: PIN });
    expect([locked.status, locked.body.code, locked.headers['retry-after']]).toEqual([423, 'locked', '900']);
    setup.clock.advance(15 * MINUTES);
    const after = await browser.post('/v1/staff/sign-in', { staffId, pin: PIN });
    expect(after.status).toBe(who === 'somebody' ? 200 : 401);
  });

  it('counts fifty tries at once as what they are, by device', async () => {
    const browsers = await Promise.all(Array.from({ length: 5 }, () => crew.enrolled()));
    setup.clock.advance(3 * MINUTES);
    const answers = await Promise.all(
      browsers.flatMap((browser) =>
        Array.from({ length: 10 }, () =>
          browser.post('/v1/staff/sign-in', { staffId: crew.lea, pin: '000001' }),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(25);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
  });

  it('masks a handheld after half an hour without an act, and ends the session after twelve hours', async () => {
    const browser = await crew.signedIn();
    setup.clock.advance(STAFF_IDLE_MS - 1);
    expect(await whoIsThere(browser)).toBe('Léa');
    const orderId = randomUUID();
    expect((await browser.post(`/v1/stores/${crew.storeId}/orders/${orderId}/claim`)).status).toBe(404);
    setup.clock.advance(STAFF_IDLE_MS - 1);
    expect(await whoIsThere(browser)).toBe('Léa');
    setup.clock.advance(2 * SECONDS);
    expect(await whoIsThere(browser)).toBeUndefined();
    expect((await browser.post(`/v1/stores/${crew.storeId}/orders/${orderId}/claim`)).status).toBe(401);
    expect((await browser.get(`/v1/stores/${crew.storeId}/board`)).status).toBe(200);

    await browser.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN });
    for (let hours = 0; hours < 12; hours += 0.25) {
      expect(await whoIsThere(browser)).toBe('Léa');
      await browser.post(`/v1/stores/${crew.storeId}/orders/${orderId}/claim`);
      setup.clock.advance(15 * MINUTES);
    }
    expect(await whoIsThere(browser)).toBeUndefined();
  });

  it('signs out, and the next person in puts the last one out', async () => {
    const browser = await crew.signedIn();
    const paul = await crew.person({ name: 'Paul', role: 'staff', pin: '730264' });
    const oldCookies = new Map(browser.cookies);
    await browser.post('/v1/staff/sign-in', { staffId: paul.id, pin: '730264' });
    expect(await whoIsThere(browser)).toBe('Paul');
    const stale = new Browser(setup);
    for (const [name, value] of oldCookies) stale.cookies.set(name, value);
    expect(await whoIsThere(stale)).toBeUndefined();
    expect((await browser.post<DeviceSession>('/v1/staff/sign-out')).body.signedIn).toBeNull();
    expect(await whoIsThere(browser)).toBeUndefined();
  });
});
