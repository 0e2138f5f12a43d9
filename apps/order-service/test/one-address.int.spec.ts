/** A shop's Wi-Fi, a chain's exit, a carrier's gateway: many people behind one address, and a stranger among them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newToken } from '@curbline/access';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import { Crew, PASSWORD, PIN } from './crew.js';
import { TestSetup } from './test-setup.js';

const MINUTES = 60_000;
let setup: TestSetup;
let crew: Crew;
let address = '';

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  setup.clock.advance(20 * MINUTES);
  crew = await Crew.of(setup);
  address = `198.18.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;
});

async function handheldAt(at: Crew): Promise<Browser> {
  const browser = new Browser(setup, address);
  const code = await at.newCode();
  expect((await browser.post('/v1/devices/enrol', { code, name: 'Caisse' })).status).toBe(201);
  return browser;
}

async function managerHere(): Promise<{ login: string; browser: Browser }> {
  const login = `manon-${randomUUID()}`;
  await crew.person({ name: 'Manon', role: 'manager', login, password: PASSWORD });
  const browser = new Browser(setup, address);
  expect((await browser.post('/v1/sign-in', { login, password: PASSWORD })).status).toBe(200);
  return { login, browser };
}

/** Everything that a stranger can miss there, until each brake holds. */
async function strangerMissesEverything(login: string): Promise<void> {
  const stranger = new Browser(setup, address);
  const tries: [string, () => object][] = [
    ['/v1/sign-in', () => ({ login: `nobody-${randomUUID()}`, password: 'wrong wrong wrong' })],
    ['/v1/sign-in', () => ({ login, password: 'wrong wrong wrong' })],
    ['/v1/devices/enrol', () => ({ code: 'ABCDEFGH', name: 'x' })],
    ['/v1/link', () => ({ token: newToken() })],
  ];
  for (const [path, body] of tries) {
    const answers = await Promise.all(Array.from({ length: 70 }, () => stranger.post(path, body())));
    expect(answers.map(({ status }) => status)).not.toContain(200);
  }
}

describe('behind one address', () => {
  it('a stranger who misses everything stops nobody who is right and known', async () => {
    const handheld = await handheldAt(crew);
    const { login, browser } = await managerHere();
    await strangerMissesEverything(login);
    expect((await handheld.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(200);
    expect((await browser.post('/v1/sign-in', { login, password: PASSWORD })).status).toBe(200);
    // A new device at an address where people are right.
    await handheldAt(crew);
  }, 120_000);

  it('five wrong passwords stop nobody, not even at the same login', async () => {
    const { login } = await managerHere();
    const stranger = new Browser(setup, address);
    for (let i = 0; i < 5; i += 1)
      expect((await stranger.post('/v1/sign-in', { login, password: 'wrong wrong wrong' })).status).toBe(401);
    const fresh = new Browser(setup, address);
    expect((await fresh.post('/v1/sign-in', { login, password: PASSWORD })).status).toBe(200);
  });

  it('whoever mistypes a PIN on one handheld stops neither a colleague nor themselves on another', async () => {
    const [one, other] = [await handheldAt(crew), await handheldAt(crew)];
    const paul = await crew.person({ name: 'Paul', role: 'staff', pin: '730264' });
    for (let i = 0; i < 8; i += 1) await one.post('/v1/staff/sign-in', { staffId: crew.lea, pin: '000001' });
    expect((await one.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(429);
    expect((await one.post('/v1/staff/sign-in', { staffId: paul.id, pin: '730264' })).status).toBe(200);
    expect((await other.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(200);
  });

  it('an enrolled device that asks for people who do not exist is stopped, and no other', async () => {
    const [thief, other] = [await handheldAt(crew), await handheldAt(crew)];
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        thief.post('/v1/staff/sign-in', { staffId: randomUUID(), pin: '000001' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(60);
    expect((await other.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(200);
  });

  it('a hundred handhelds change shift in the same minute', async () => {
    const handhelds: Browser[] = [];
    const people: string[] = [];
    for (let i = 0; i < 100; i += 1) {
      handhelds.push(await handheldAt(crew));
      people.push((await crew.person({ name: `Person ${i}`, role: 'staff', pin: PIN })).id);
    }
    const answers = await Promise.all(
      handhelds.map((handheld, i) => handheld.post('/v1/staff/sign-in', { staffId: people[i], pin: PIN })),
    );
    expect(answers.map(({ status }) => status)).toEqual(handhelds.map(() => 200));
  }, 120_000);

  it('four hundred links guessed at once get sixty answers', async () => {
    const stranger = new Browser(setup, address);
    const answers = await Promise.all(
      Array.from({ length: 400 }, () => stranger.post<Problem>('/v1/link', { token: newToken() })),
    );
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(60);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(340);
  });
});
