import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {
  MessagesPage,
  PlacedOrder,
  PushKey,
  PushState,
  StoreSettings,
  StoreView,
} from '@curbline/contracts/http';
import type { CookieJar } from '@curbline/simulation';
import { DataSource } from 'typeorm';
import { type PushBrowser, PushService } from './push-service.js';
import { Running, until } from './running.js';

/** A store's devices are told of whom nobody has taken, by a real push service over real HTTP. */
const WITHIN_MS = 40_000;

let service: PushService;
let running: Running;
beforeAll(async () => {
  service = await PushService.start();
  const hosts = new Set(['127.0.0.1']);
  const secretKey = 'a key of the tests, long enough to be one';
  running = await Running.start({ secretKey, pushHosts: hosts, outgoingPrivateHosts: hosts });
}, 120_000);
afterAll(async () => {
  await running.close();
  await service.close();
}, 30_000);

// Each test has devices of its own.
afterEach(() => running.app.get(DataSource).query('DELETE FROM push_subscription'));

const path = (): string => `/v1/stores/${running.store.id}/push-subscription`;
const newBrowser = async (): Promise<PushBrowser> => {
  const { publicKey } = (await (await fetch(`${running.url}/v1/push/key`)).json()) as PushKey;
  return service.browser(publicKey);
};
/** A handheld that asked to be told. @param who is signed in on it, 0 or 1 */
async function toldBoard(who = 0): Promise<{ board: CookieJar; browser: PushBrowser }> {
  const board = await running.handheld(who);
  const browser = await newBrowser();
  const wish = { subscription: browser.subscription, language: 'en' };
  expect(await board.send<PushState>('PUT', path(), wish)).toMatchObject({ subscribed: true });
  return { board, browser };
}
/** A customer who stands in bay 4. */
async function arrival(): Promise<PlacedOrder & { code: string | null | undefined }> {
  const { placed, phone } = await running.customer();
  const { orders } = await phone.here({ bay: '4' });
  return { ...placed, code: orders[0]?.handOverCode };
}
const messagesOf = async ({ order }: PlacedOrder): Promise<MessagesPage['messages']> =>
  (
    await (
      await running.manager()
    ).send<MessagesPage>('GET', `/v1/stores/${running.store.id}/messages?orderId=${order.id}`)
  ).messages;
const stateOf = async (placed: PlacedOrder, wanted: string): Promise<string[]> =>
  (await messagesOf(placed)).filter(({ kind }) => kind === wanted).map(({ state }) => state);

const titlesOf = ({ pushed }: PushBrowser): unknown[] =>
  pushed.map(({ payload }) => payload.notification['title']);
/** What the store promises from now on. */
async function promise(settings: Partial<StoreSettings>): Promise<StoreView> {
  const admin = await running.manager();
  const path = `/v1/stores/${running.store.id}`;
  const before = await admin.send<StoreView>('GET', path);
  await admin.send('PATCH', path, settings, { 'if-match': `"${before.version}"` });
  return before;
}

describe('a device of the store', () => {
  it('hears of a wait when it is longer than the store promises now, from its first customer on', async () => {
    const promiseS = 3_000;
    const { settings } = await promise({ promiseS });
    await toldBoard();
    const placed = await arrival();
    const critical = async () => (await messagesOf(placed)).find(({ kind }) => kind === 'wait_critical');
    await until('it is planned', async () => (await critical()) !== undefined, WITHIN_MS);
    const { createdAt, dueAt } = (await critical())!;
    const waitS = (Date.parse(dueAt) - Date.parse(createdAt)) / 1000;
    expect(waitS).toBeGreaterThan(promiseS - WITHIN_MS / 1000);
    expect(waitS).toBeLessThanOrEqual(promiseS + settings.leadS);
    await promise({ promiseS: settings.promiseS });
  }, 90_000);

  it('is told that somebody is here whom nobody has taken, and of nothing that names a person', async () => {
    const { board, browser } = await toldBoard();
    const placed = await arrival();
    await until('the push', () => browser.pushed.length > 0, WITHIN_MS);
    const [{ payload, headers }] = browser.pushed as [PushBrowser['pushed'][number]];
    expect(payload.notification).toMatchObject({
      title: `Customer here: ${placed.order.shortCode}`,
      body: 'Bay 4. Nobody is on it yet.',
      navigate: 'http://localhost/board',
      lang: 'en',
    });
    expect(headers['urgency']).toBe('high');
    expect(JSON.stringify(payload)).not.toContain('Zoé');
    expect(await stateOf(placed, 'wait_critical')).toEqual(['waiting']);
    await running.act(board, placed.order.id, 'claim');
    await running.act(board, placed.order.id, 'hand-over', { proof: 'code', code: placed.code });
    await expect.poll(() => stateOf(placed, 'wait_critical'), { timeout: WITHIN_MS }).toEqual(['not_needed']);
  }, 90_000);

  it('is not told of an arrival that somebody took in time, nor while somebody looks at its board', async () => {
    const { board, browser } = await toldBoard();
    const taken = await arrival();
    await until('it is planned', async () => (await stateOf(taken, 'arrival_waiting')).length > 0, WITHIN_MS);
    await running.act(board, taken.order.id, 'claim');
    await expect
      .poll(() => stateOf(taken, 'arrival_waiting'), { timeout: WITHIN_MS })
      .toEqual(['not_needed']);
    // Whoever has taken it serves somebody until then.
    await running.act(board, taken.order.id, 'hand-over', { proof: 'code', code: taken.code });
    const seen = await arrival();
    await until(
      'it is settled',
      async () => {
        await board.send('PUT', `${path()}/watching`, { watching: true });
        return (await stateOf(seen, 'arrival_waiting')).includes('not_needed');
      },
      WITHIN_MS,
    );
    expect(browser.pushed).toEqual([]);
    expect(await board.send('PUT', `${path()}/watching`, { watching: false })).toMatchObject({
      subscribed: true,
    });
    const missed = await arrival();
    await until('the push', () => browser.pushed.length > 0, WITHIN_MS);
    expect(browser.pushed[0]!.payload.notification['title']).toContain(missed.order.shortCode);
  }, 120_000);

  it('is left in peace while its person serves somebody and another one’s does not', async () => {
    const [busy, free] = [await toldBoard(0), await toldBoard(1)];
    const served = await arrival();
    await running.act(busy.board, served.order.id, 'claim');
    // Planned for both: who serves somebody is asked when it is due.
    const second = await arrival();
    const secondTitle = `Customer here: ${second.order.shortCode}`;
    await until('the free one is told', () => titlesOf(free.browser).includes(secondTitle), WITHIN_MS);
    await expect
      .poll(async () => (await stateOf(second, 'arrival_waiting')).toSorted(), { timeout: WITHIN_MS })
      .toEqual(['not_needed', 'sent']);
    expect(titlesOf(busy.browser)).not.toContain(secondTitle);
    await running.act(free.board, second.order.id, 'claim');
    // Now all serve somebody: all are told.
    const third = await arrival();
    const thirdTitle = `Customer here: ${third.order.shortCode}`;
    const both = (): boolean => [busy, free].every(({ browser }) => titlesOf(browser).includes(thirdTitle));
    await until('both are told', both, WITHIN_MS);
    await running.act(busy.board, served.order.id, 'hand-over', { proof: 'code', code: served.code });
    const fourth = await arrival();
    const fourthTitle = `Customer here: ${fourth.order.shortCode}`;
    await until('who is done is told', () => titlesOf(busy.browser).includes(fourthTitle), WITHIN_MS);
    expect(titlesOf(free.browser)).not.toContain(fourthTitle);
  }, 150_000);

  it('hears past the store’s goal of whom nobody has taken, also while its person serves somebody', async () => {
    const { settings } = await promise({ goalS: 30, promiseS: 60, leadS: 30 });
    const [busy, free] = [await toldBoard(0), await toldBoard(1)];
    const taken = await arrival();
    await running.act(busy.board, taken.order.id, 'claim');
    const left = await arrival();
    const title = `Still waiting: ${left.order.shortCode}`;
    const both = (): boolean => [busy, free].every(({ browser }) => titlesOf(browser).includes(title));
    await until('both are told', both, 2 * WITHIN_MS + 60_000);
    const { payload } = free.browser.pushed.find((one) => one.payload.notification['title'] === title)!;
    expect(payload.notification['body']).toBe(
      'Bay 4. The customer has waited for more than 30 s and nobody is on it.',
    );
    expect(titlesOf(free.browser)).not.toContain(`Still waiting: ${taken.order.shortCode}`);
    await expect
      .poll(() => stateOf(taken, 'past_goal'), { timeout: WITHIN_MS })
      .toEqual(['not_needed', 'not_needed']);
    const { goalS, promiseS, leadS } = settings;
    await promise({ goalS, promiseS, leadS });
  }, 240_000);

  it('is told nothing more once it is none of the store’s', async () => {
    const { browser } = await toldBoard();
    const db = running.app.get(DataSource);
    const [{ device_id: deviceId }] = await db.query<[{ device_id: string }]>(
      'SELECT device_id FROM push_subscription WHERE device_id IS NOT NULL',
    );
    await (await running.manager()).send('POST', `/v1/stores/${running.store.id}/devices/${deviceId}/revoke`);
    const placed = await arrival();
    const other = await toldBoard();
    const last = await arrival();
    await until('the other is told', () => other.browser.pushed.length > 0, WITHIN_MS);
    expect(browser.pushed).toEqual([]);
    expect(await messagesOf(placed)).toEqual([]);
    expect(await stateOf(last, 'arrival_waiting')).toHaveLength(1);
  }, 90_000);
});
