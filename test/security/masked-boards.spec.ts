/**
 * What a screen is sent depends on who looks at it. Each customer here bears words that occur nowhere else; every
 * byte that a wall, a handheld without a person and another store get is searched for them: REST, replay and push.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardSnapshot, StoreView } from '@curbline/contracts/http';
import { handlersOf } from '@curbline/platform';
import { Running, until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';
import { DEMO_STORES } from '../../src/demo/demo-stores.js';
import type { CookieJar } from '@curbline/simulation';

const SECRETS = ['Ophélie', 'canary note', 'Zastava', 'ZZ-404-ZZ'] as const;
/** A wall may show the first name and the initial. */
const NAME = 'Ophélie';

let running: Running;
beforeAll(async () => {
  running = await Running.start();
}, 120_000);
afterAll(() => running.close(), 30_000);

/** Everything a connection was sent, as it came over the line. */
class Wire {
  readonly texts: string[] = [];

  constructor(readonly board: TestBoard) {
    board.socket.io.on('open', () =>
      board.socket.io.engine.on('packet', ({ data }: { data?: unknown }) => this.texts.push(String(data))),
    );
  }

  get all(): string {
    return this.texts.join('\n');
  }
}

const found = (text: string, secrets: readonly string[] = SECRETS): string[] =>
  secrets.filter((secret) => text.includes(secret));

/** Every GET that a screen of the store can reach, in one text. */
async function everythingByRest(jar: CookieJar, storeId: string): Promise<string> {
  const paths = handlersOf(running.app).flatMap(({ route }) =>
    route?.method === 'GET' && route.path.startsWith('/v1') && !route.path.includes('events')
      ? [route.path.replace(':storeId', storeId).replace(':shortCode', 'K427').replaceAll(/:\w+/g, 'x')]
      : [],
  );
  expect(paths.length).toBeGreaterThan(8);
  const answers = await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(`${running.url}${path}`, { headers: { cookie: jar.header() } });
      return response.text();
    }),
  );
  return answers.join('\n');
}

/** A pickup from order to hand-over by a signed-in person, with all that is ever written on a card. */
async function wholePickup(handheld: CookieJar, name: string = NAME): Promise<string> {
  const { placed, phone } = await running.customer({
    customer: { firstName: name, lastName: 'Martin', language: 'fr' },
    note: 'canary note',
    flags: ['id_check'],
  });
  await phone.start(true);
  await phone.details({ vehicle: { colour: 'red', model: 'Zastava ZZ-404-ZZ' }, placement: 'trunk' });
  await phone.report([running.fixAt(900)], Date.now());
  await phone.here({ bay: '3' });
  await running.act(handheld, placed.order.id, 'claim');
  return placed.order.id;
}

const start = { position: { epoch: '', seq: 0 } };

describe.each([
  ['wall', SECRETS.filter((secret) => secret !== NAME)],
  ['handheld', SECRETS],
] as const)('a %s with nobody signed in', (kind, secrets) => {
  it('is sent bay, code and wait, and no secret by REST, replay or push', async () => {
    const storeId = running.store.id;
    const [screen, staff] = [await running.device(kind), await running.handheld()];
    const [pushed, signedIn] = [
      await TestBoard.open(running.url, screen, storeId),
      await TestBoard.open(running.url, staff, storeId),
    ];
    const push = new Wire(pushed);
    await until('both are live', () => pushed.live !== undefined && signedIn.live !== undefined);
    const orderId = await wholePickup(staff);
    await until('both have seen the claim', () =>
      [pushed, signedIn].every(({ cards }) => Boolean(cards.get(orderId)?.order.claimedBy)),
    );
    await until('progress came', () => pushed.progress.length > 0 && signedIn.progress.length > 0);

    const replayed = TestBoard.connect(running.url, screen.header(), storeId, start);
    const replay = new Wire(replayed);
    await until('the replay is through', () => replayed.live !== undefined);
    const rest = await everythingByRest(screen, storeId);

    expect(found(rest, secrets)).toEqual([]);
    expect(found(replay.all, secrets)).toEqual([]);
    expect(found(push.all, secrets)).toEqual([]);
    for (const board of [pushed, replayed]) {
      expect(board.faults).toEqual([]);
      const card = board.cards.get(orderId);
      expect(card).toMatchObject({ bay: '3', note: null, vehicle: null, placement: null, flags: [] });
      expect(card?.arrival?.occurredAt).toBe(signedIn.cards.get(orderId)?.arrival?.occurredAt);
      expect(card?.customerName).toBe(kind === 'wall' ? 'Ophélie M.' : '');
      expect(board.events.every(({ actor, requestId }) => actor.name === null && requestId === null)).toBe(
        true,
      );
    }
    expect(signedIn.cards.get(orderId)).toMatchObject({
      customerName: 'Ophélie M.',
      note: 'canary note',
      vehicle: { model: 'Zastava ZZ-404-ZZ' },
      order: { claimedBy: { name: expect.stringMatching(/./) } },
    });
    for (const board of [pushed, replayed, signedIn]) board.close();
  }, 30_000);
});

describe('a handheld that changes hands', () => {
  it('is sent no name from the moment of signing out, and all of them after signing in', async () => {
    const staff = await running.handheld();
    const other = await running.handheld(1);
    const board = await TestBoard.open(running.url, staff, running.store.id);
    await until('live', () => board.live !== undefined);
    await staff.send('POST', '/v1/staff/sign-out', {});
    const before = performance.now();
    await until('the line in that person’s name ends', () => board.ended !== undefined);
    expect(performance.now() - before).toBeLessThan(1_000);
    const seen = board.events.length;
    await wholePickup(other);
    expect(board.events).toHaveLength(seen);
    const masked = await staff.send<BoardSnapshot>('GET', `/v1/stores/${running.store.id}/board`);
    expect(masked.cards.length).toBeGreaterThan(0);
    expect(found(JSON.stringify(masked))).toEqual([]);
    board.close();
  }, 30_000);
});

describe('a store at which another store’s customer stands', () => {
  it('gets the visitor, and nothing of the card in its log, boards or figures', async () => {
    const [home, other] = [DEMO_STORES[0], DEMO_STORES[1]];
    const guest = await running.handheld(0, other.id);
    const board = await TestBoard.open(running.url, guest, other.id);
    const wire = new Wire(board);
    await until('live', () => board.live !== undefined);
    const { placed, phone } = await running.customer({
      storeId: home.id,
      customer: { firstName: NAME, lastName: 'Martin', language: 'fr' },
      note: 'canary note',
    });
    await phone.start(true);
    await phone.details({ vehicle: { colour: 'red', model: 'Zastava ZZ-404-ZZ' } });
    const [longitude, latitude] = other.settings.bays[0]!.position.coordinates;
    const standing = [40, 25, 5].map((secondsAgo) => ({
      latitude,
      longitude,
      accuracyM: 8,
      recordedAt: Date.now() - secondsAgo * 1000,
    }));
    await phone.report(standing, Date.now());
    await until('the other board knows', () => board.events.some(({ type }) => type === 'visitor_seen'));
    expect(board.events.find(({ type }) => type === 'visitor_seen')?.payload).toEqual({
      visitor: expect.objectContaining({ orderId: placed.order.id, customerName: 'Ophélie M.' }),
    });
    const boss = await running.manager();
    const store = await boss.send<StoreView>('GET', `/v1/stores/${other.id}`);
    const stats = await boss.send<object>('GET', `/v1/stores/${store.id}/stats/today`);
    const rest = await everythingByRest(guest, other.id);
    const secrets = SECRETS.filter((secret) => secret !== NAME);
    for (const text of [wire.all, rest]) expect(found(text, secrets)).toEqual([]);
    expect(found(JSON.stringify(stats))).toEqual([]);
    board.close();
  }, 30_000);
});
