import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MessagesPage, PlacedOrder, PushKey, PushState, StoreView } from '@curbline/contracts/http';
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
/** A handheld that asked to be told. */
async function toldBoard(): Promise<{ board: CookieJar; browser: PushBrowser }> {
  const board = await running.handheld();
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

describe('a device of the store', () => {
  it('hears of a wait when it is longer than the store promises now, from its first customer on', async () => {
    const promiseS = 3_000;
    const admin = await running.manager();
    const { version, settings } = await admin.send<StoreView>('GET', `/v1/stores/${running.store.id}`);
    const change = (to: number, from: number): Promise<StoreView> =>
      admin.send('PATCH', `/v1/stores/${running.store.id}`, { promiseS: to }, { 'if-match': `"${from}"` });
    const changed = await change(promiseS, version);
    await toldBoard();
    const placed = await arrival();
    const critical = async () => (await messagesOf(placed)).find(({ kind }) => kind === 'wait_critical');
    await until('it is planned', async () => (await critical()) !== undefined, WITHIN_MS);
    const { createdAt, dueAt } = (await critical())!;
    const waitS = (Date.parse(dueAt) - Date.parse(createdAt)) / 1000;
    expect(waitS).toBeGreaterThan(promiseS - WITHIN_MS / 1000);
    expect(waitS).toBeLessThanOrEqual(promiseS + settings.leadS);
    await change(settings.promiseS, changed.version);
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

describe('what is no browser’s subscription', () => {
  it.each([
    ['https://10.0.0.1/send', 'subscription.endpoint'],
    ['https://192.168.1.20/send', 'subscription.endpoint'],
    ['https://172.16.0.9/send', 'subscription.endpoint'],
    ['https://169.254.169.254/latest/meta-data', 'subscription.endpoint'],
    ['https://127.0.0.2/send', 'subscription.endpoint'],
    ['https://2130706434/send', 'subscription.endpoint'],
    ['https://0x7f.0.0.2/send', 'subscription.endpoint'],
    ['https://[::1]/send', 'subscription.endpoint'],
    ['https://[fd00::1]/send', 'subscription.endpoint'],
    ['https://[::ffff:10.0.0.1]/send', 'subscription.endpoint'],
    ['https://localhost/send', 'subscription.endpoint'],
    ['https://printer.local/send', 'subscription.endpoint'],
    ['http://fcm.googleapis.com/fcm/send/a', 'subscription.endpoint'],
    ['ftp://fcm.googleapis.com/fcm/send/a', 'subscription.endpoint'],
    ['https://user:pass@fcm.googleapis.com/fcm/send/a', 'subscription.endpoint'],
    ['https://fcm.googleapis.com:8443/fcm/send/a', 'subscription.endpoint'],
    ['https://fcm.googleapis.com.evil.example/fcm/send/a', 'subscription.endpoint'],
    ['https://evilpush.apple.com/a', 'subscription.endpoint'],
    ['https://push.apple.com.evil.example/a', 'subscription.endpoint'],
    ['https://push.apple.com/a', 'subscription.endpoint'],
    ['https://www.googleapis.com/a', 'subscription.endpoint'],
    ['https://notify.windows.com@evil.example/a', 'subscription.endpoint'],
    ['https://evil.example/#.push.apple.com', 'subscription.endpoint'],
    ['https://evil.example/?.notify.windows.com', 'subscription.endpoint'],
    ['javascript:alert(1)', 'subscription.endpoint'],
    ['not an address', 'subscription.endpoint'],
    ['', 'subscription.endpoint'],
  ])('%s is refused, with the field and what to do', async (endpoint, field) => {
    const { subscription } = await newBrowser();
    const problem = await refusalOf({ ...subscription, endpoint });
    expect(problem).toMatchObject({ status: 400, code: 'invalid-input', errors: [{ field }] });
  });

  it.each([
    ['a point that is not on the curve', { p256dh: Buffer.alloc(65, 4).toString('base64url') }],
    ['a key that is too short', { p256dh: 'BAAA' }],
    ['a secret that is too long', { auth: 'A'.repeat(43) }],
    ['a secret of other letters', { auth: 'é'.repeat(22) }],
  ])('%s is refused', async (_, keys) => {
    const { subscription } = await newBrowser();
    const problem = await refusalOf({ ...subscription, keys: { ...subscription.keys, ...keys } });
    const field = `subscription.keys.${Object.keys(keys)[0]}`;
    expect(problem).toMatchObject({ status: 400, code: 'invalid-input', errors: [{ field }] });
  });

  it.each([
    'https://fcm.googleapis.com/fcm/send/dXNlcg:APA91b',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk',
    'https://web.push.apple.com/QGuQyavXutnMH',
    'https://wns2-par02p.notify.windows.com/w/?token=BQYAAAB',
  ])('%s is one', async (endpoint) => {
    const { subscription } = await newBrowser();
    // Taken as far as whose it would be: nobody knows the endpoint of before.
    const answer = await renewal({ ...subscription, endpoint });
    expect(await answer.json()).toMatchObject({ subscribed: false });
  });

  const renewal = (subscription: object): Promise<Response> =>
    fetch(`${running.url}/v1/push/renewals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ oldEndpoint: 'https://fcm.googleapis.com/fcm/send/x', subscription }),
    });
  const refusalOf = async (subscription: object): Promise<unknown> => (await renewal(subscription)).json();
});
