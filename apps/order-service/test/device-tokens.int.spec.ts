/** A screen's token changes daily without anybody noticing, and a copy of an old one shuts the screen out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SESSION_CACHE_MS, TOKEN_OVERLAP_MS } from '@curbline/access';
import type { AccountNotice, DeviceSession } from '@curbline/contracts/http';
import { TOKEN_SETTLES_MS } from '../src/devices/device-tokens.repository.js';
import { REPLACED_KEPT_MS, TOKEN_TURN_MS } from '../src/devices/device-tokens.service.js';
import { KNOWN_IN_ADVANCE } from '../src/devices/device-token-chain.js';
import { EndedRowsRepository } from '../src/scheduled/ended-rows.repository.js';
import { Browser } from './browser.js';
import { Crew, PIN, whoIsThere } from './crew.js';
import { backUp, restore } from './screen-backup.js';
import { sessionsElsewhere } from './sessions-elsewhere.js';
import { TestSetup } from './test-setup.js';

const COOKIE = 'curbline-device';

let setup: TestSetup;
let crew: Crew;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

beforeEach(async () => {
  setup.clock.advance(60 * 60_000);
  crew = await Crew.of(setup);
});

const tokenOf = (browser: Browser): string => browser.cookies.get(COOKIE) ?? '';

/** The same cookies in another browser, as from a copied profile. */
function copyOf(browser: Browser): Browser {
  const copy = new Browser(setup);
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
  return copy;
}

const ask = async (browser: Browser): Promise<number> => (await browser.get('/v1/device')).status;

/** A day later the screen asks, gets its next token and uses it once that has settled. */
async function turn(browser: Browser): Promise<void> {
  const before = tokenOf(browser);
  setup.clock.advance(TOKEN_TURN_MS);
  expect(await ask(browser)).toBe(200);
  expect(tokenOf(browser)).not.toBe(before);
  setup.clock.advance(TOKEN_SETTLES_MS + SESSION_CACHE_MS);
  expect(await ask(browser)).toBe(200);
}

const devicesOf = async (): Promise<{ revoked_at: Date | null; generation: number }[]> =>
  setup.dataSource.query('SELECT revoked_at, generation FROM device WHERE store_id = $1', [crew.storeId]);

describe('the token of a screen', () => {
  it('stays within a day and changes at the first question after it', async () => {
    const screen = await crew.enrolled();
    const first = tokenOf(screen);
    setup.clock.advance(TOKEN_TURN_MS - 1000);
    expect(await ask(screen)).toBe(200);
    expect(tokenOf(screen)).toBe(first);
    setup.clock.advance(1000);
    expect(await ask(screen)).toBe(200);
    expect(tokenOf(screen)).not.toBe(first);
    setup.clock.advance(TOKEN_SETTLES_MS + SESSION_CACHE_MS);
    expect(await ask(screen)).toBe(200);
    for (let day = 0; day < 2 * KNOWN_IN_ADVANCE; day += 1) await turn(screen);
    expect(await devicesOf()).toEqual([{ revoked_at: null, generation: 2 * KNOWN_IN_ADVANCE + 1 }]);
  });

  it('is given again when the answer got lost, for as long as it takes', async () => {
    const screen = await crew.enrolled();
    const lost = copyOf(screen);
    setup.clock.advance(TOKEN_TURN_MS);
    await ask(lost);
    // Nobody has used the new one: the old one holds, also after a month in a drawer.
    setup.clock.advance(30 * TOKEN_TURN_MS);
    expect(await ask(screen)).toBe(200);
    expect(tokenOf(screen)).toBe(tokenOf(lost));
    expect(await devicesOf()).toMatchObject([{ revoked_at: null }]);
  });

  it('is the same for twenty who ask at once, with the old token and the new', async () => {
    const screen = await crew.enrolled();
    setup.clock.advance(TOKEN_TURN_MS);
    const many = Array.from({ length: 20 }, () => copyOf(screen));
    expect(new Set(await Promise.all(many.map(ask)))).toEqual(new Set([200]));
    expect(new Set(many.map(tokenOf)).size).toBe(1);
    expect(tokenOf(many[0]!)).not.toBe(tokenOf(screen));
    setup.clock.advance(TOKEN_SETTLES_MS + SESSION_CACHE_MS);
    const old = Array.from({ length: 10 }, () => copyOf(screen));
    expect(new Set(await Promise.all([...many, ...old].map(ask)))).toEqual(new Set([200]));
    expect(new Set([...many, ...old].map(tokenOf)).size).toBe(1);
    expect(await devicesOf()).toEqual([{ revoked_at: null, generation: 1 }]);
  });

  it('does not replace the old one before a browser has written it to its disk', async () => {
    const screen = await crew.enrolled();
    const onDisk = copyOf(screen);
    setup.clock.advance(TOKEN_TURN_MS);
    await ask(screen);
    setup.clock.advance(TOKEN_SETTLES_MS / 2);
    expect(await ask(screen)).toBe(200);
    setup.clock.advance(8 * 3_600_000);
    expect(await ask(onDisk)).toBe(200);
    expect(tokenOf(onDisk)).toBe(tokenOf(screen));
  });

  it('works for five minutes after it was replaced, and leads to the current one', async () => {
    const screen = await crew.enrolled();
    const beside = copyOf(screen);
    await turn(screen);
    setup.clock.advance(TOKEN_OVERLAP_MS - SESSION_CACHE_MS);
    expect(await ask(beside)).toBe(200);
    expect(tokenOf(beside)).toBe(tokenOf(screen));
  });

  it('is rotated at the first request of a screen from before tokens rotated', async () => {
    const old = await setup.staff(crew.storeId, 'Noé');
    setup.clock.advance(TOKEN_TURN_MS);
    const response = await old.get<DeviceSession>('/v1/device');
    expect(response.status).toBe(200);
    const screen = new Browser(setup);
    screen.cookies.set(COOKIE, /=([^;]+)/.exec(String(response.headers['set-cookie']))?.[1] ?? '');
    setup.clock.advance(TOKEN_SETTLES_MS);
    expect(await ask(screen)).toBe(200);
    await turn(screen);
  });

  it('leaves the person signed in, and open lines open', async () => {
    const screen = await crew.enrolled();
    const wall = await crew.enrolled('wall');
    const elsewhere = sessionsElsewhere(setup);
    setup.clock.advance(TOKEN_TURN_MS);
    expect((await screen.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(200);
    const lines = [
      (await elsewhere.board(screen.cookieHeader()))!,
      (await elsewhere.board(wall.cookieHeader()))!,
      { ...(await elsewhere.board(wall.cookieHeader()))!, kind: 'masked' as const },
    ];
    expect(lines.map(({ kind }) => kind)).toEqual(['staff', 'wall', 'masked']);
    await Promise.all([ask(screen), ask(wall)]);
    setup.clock.advance(TOKEN_SETTLES_MS + SESSION_CACHE_MS);
    expect(await whoIsThere(screen)).toBe('Léa');
    expect(await ask(wall)).toBe(200);
    setup.clock.advance(TOKEN_OVERLAP_MS + SESSION_CACHE_MS);
    expect(await elsewhere.thoseStillValid(lines)).toEqual(new Set(lines));
  });
});

describe('a token that was replaced', () => {
  it('shuts the screen out when it is used again, ends its people and tells the managers', async () => {
    const screen = await crew.enrolled();
    const stolen = copyOf(screen);
    await turn(screen);
    expect((await screen.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(200);
    const elsewhere = sessionsElsewhere(setup);
    const person = (await elsewhere.board(screen.cookieHeader()))!;
    const [boss, admin] = [await crew.manager(), await crew.manager(null)];
    const otherStores = await (await Crew.of(setup)).manager();
    setup.clock.advance(TOKEN_OVERLAP_MS + SESSION_CACHE_MS);
    const tries = await Promise.all(Array.from({ length: 20 }, () => ask(copyOf(stolen))));
    expect(new Set(tries)).toEqual(new Set([401]));
    expect(await ask(screen)).toBe(401);
    expect(await elsewhere.thoseStillValid([person])).toEqual(new Set());
    expect(await devicesOf()).toMatchObject([{ revoked_at: new Date(setup.clock.now()) }]);
    const noticesOf = async (browser: Browser): Promise<AccountNotice[]> =>
      (await browser.get<AccountNotice[]>('/v1/me/notices')).body.filter(
        ({ kind }) => kind === 'device-token-reused',
      );
    const told = [{ by: 'Caisse 2', byYourself: false, seenAt: null }];
    expect(await noticesOf(boss)).toMatchObject(told);
    expect(await noticesOf(admin)).toMatchObject(told);
    expect(await noticesOf(otherStores)).toEqual([]);
  });

  it('does the same on any other request of a screen', async () => {
    const screen = await crew.enrolled();
    const stolen = copyOf(screen);
    await turn(screen);
    setup.clock.advance(TOKEN_OVERLAP_MS + SESSION_CACHE_MS);
    expect((await stolen.get(`/v1/stores/${crew.storeId}/board`)).status).toBe(401);
    expect(await ask(screen)).toBe(401);
  });

  it('that a thief took over before its owner shuts both out when the owner is back', async () => {
    const owner = await crew.enrolled();
    const thief = copyOf(owner);
    await turn(thief);
    setup.clock.advance(TOKEN_OVERLAP_MS + SESSION_CACHE_MS);
    expect(await ask(owner)).toBe(401);
    expect(await ask(thief)).toBe(401);
  });

  it('is alarming only when it is used: a screen that was off for a month goes on', async () => {
    const screen = await crew.enrolled();
    await turn(screen);
    setup.clock.advance(30 * TOKEN_TURN_MS);
    await turn(screen);
    expect(await devicesOf()).toEqual([{ revoked_at: null, generation: 2 }]);
  });

  it('is forgotten in the end, and refused as unknown from then on', async () => {
    const screen = await crew.enrolled();
    const copy = copyOf(screen);
    await turn(screen);
    setup.clock.advance(REPLACED_KEPT_MS + 1000);
    await new EndedRowsRepository().delete(setup.dataSource.manager, setup.clock.now());
    expect(await ask(copy)).toBe(401);
    expect(await ask(screen)).toBe(200);
  });
});

describe('a database restored from a backup', () => {
  it('knows the tokens of the next days, and goes on from them', async () => {
    const screen = await crew.enrolled();
    const backup = await backUp(crew);
    for (let day = 0; day < KNOWN_IN_ADVANCE; day += 1) await turn(screen);
    await restore(crew, backup);
    expect(await ask(screen)).toBe(200);
    await turn(screen);
    expect(await devicesOf()).toEqual([{ revoked_at: null, generation: KNOWN_IN_ADVANCE + 1 }]);
  });

  it('that is older asks for a new enrollment, and raises no alarm', async () => {
    const screen = await crew.enrolled();
    const backup = await backUp(crew);
    for (let day = 0; day <= KNOWN_IN_ADVANCE; day += 1) await turn(screen);
    await restore(crew, backup);
    expect(await ask(screen)).toBe(401);
    expect(await devicesOf()).toMatchObject([{ revoked_at: null }]);
  });
});
