import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessagesPage, PlacedOrder, PushKey, PushState } from '@curbline/contracts/http';
import { CookieJar, type OrderWish } from '@curbline/simulation';
import { LOG_START, readAfter } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { MessagePlanningService } from '../../apps/notification-service/src/messages/message-planning.service.js';
import { type PushBrowser, PushService } from './push-service.js';
import { Running, until } from './running.js';

/** Browsers are told by a real push service over real HTTP. */
const SECRET_KEY = 'a key of the tests, long enough to be one';
const WITHIN_MS = 25_000;

let service: PushService;
let running: Running;
/** A handheld with somebody signed in. */
let board: CookieJar;
const log: string[] = [];
beforeAll(async () => {
  service = await PushService.start();
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(chunk.toString());
      done();
    },
  });
  running = await Running.start({
    secretKey: SECRET_KEY,
    pushHosts: new Set(['127.0.0.1']),
    outgoingPrivateHosts: new Set(['127.0.0.1']),
    smtp: { url: 'smtp://127.0.0.1:9', from: 'Retrait <retrait@example.com>' },
    log: { level: 'info', destination },
  });
  board = await running.handheld();
}, 120_000);
afterAll(async () => {
  await running.close();
  await service.close();
}, 30_000);

const newBrowser = async (): Promise<PushBrowser> => {
  const { publicKey } = (await (await fetch(`${running.url}/v1/push/key`)).json()) as PushKey;
  return service.browser(publicKey);
};
const subscribeTrip = (page: CookieJar, tripId: string, browser: PushBrowser): Promise<PushState> =>
  page.send('PUT', `/v1/trips/${tripId}/push-subscription`, { subscription: browser.subscription });

/** What there is to be told of the log up to now is planned: what is subscribed from here on is told of nothing before. */
const planned = (): Promise<void> =>
  expect
    .poll(
      () =>
        running.app.get(DataSource).query(
          `SELECT FROM log_cursor AS read WHERE store_id = $1
             AND seq >= (SELECT max(seq) FROM store_event AS event WHERE event.store_id = $1)`,
          [running.store.id],
        ),
      { timeout: WITHIN_MS },
    )
    .toHaveLength(1);

/** A customer with their page open. */
async function customer(wish: Partial<OrderWish> = {}): Promise<{ placed: PlacedOrder; page: CookieJar }> {
  const placed = await running.order({ state: 'placed', ...wish });
  await planned();
  const page = new CookieJar(running.url);
  await page.send('POST', '/v1/link', { token: placed.customerLink.split('#')[1] });
  return { placed, page };
}
const setOff = (page: CookieJar, { order }: PlacedOrder): Promise<unknown> =>
  page.send('POST', `/v1/trips/${order.tripId}/start`, { sharing: false });

/** A customer who is under way and asked to be told by push. */
async function toldCustomer(
  wish: Partial<OrderWish> = {},
): Promise<{ browser: PushBrowser; placed: PlacedOrder }> {
  const { placed, page } = await customer(wish);
  await setOff(page, placed);
  const browser = await newBrowser();
  expect(await subscribeTrip(page, placed.order.tripId, browser)).toMatchObject({ subscribed: true });
  return { browser, placed };
}
const arrived = (browser: PushBrowser, many = 1): Promise<void> =>
  until(`${many} pushed`, () => browser.pushed.length >= many, WITHIN_MS);
const messagesOf = async (orderId: string): Promise<MessagesPage['messages']> =>
  (
    await (
      await running.manager()
    ).send<MessagesPage>('GET', `/v1/stores/${running.store.id}/messages?orderId=${orderId}`)
  ).messages;
const subscriptions = (tripId: string): Promise<unknown[]> =>
  running.app.get(DataSource).query('SELECT id FROM push_subscription WHERE trip_id = $1', [tripId]);
const ready = ({ order }: PlacedOrder): Promise<unknown> => running.act(board, order.id, 'ready');

describe('a customer who asked to be told', () => {
  it('hears by push that the order is ready, sealed for their browser and signed by the installation', async () => {
    const { browser, placed } = await toldCustomer();
    await ready(placed);
    await arrived(browser);
    const [{ headers, payload, bytes, subject }] = browser.pushed as [PushBrowser['pushed'][number]];
    expect(payload).toMatchObject({
      web_push: 8030,
      notification: {
        title: `Votre commande ${placed.order.shortCode} est prête`,
        lang: 'fr',
        navigate: expect.stringMatching(/^http:\/\/localhost\/p#lyon-confluence\.\S+$/),
      },
    });
    expect(headers['topic']).toMatch(/^[\w-]{1,32}$/);
    expect(headers['urgency']).toBe('normal');
    expect(Number(headers['ttl'])).toBeGreaterThan(7_100);
    expect(Number(headers['ttl'])).toBeLessThanOrEqual(7_200);
    expect(bytes).toBeLessThanOrEqual(4_096);
    expect(subject).toBe('mailto:retrait@example.com');
    await expect
      .poll(() => messagesOf(placed.order.id), { timeout: WITHIN_MS })
      .toMatchObject([
        { kind: 'order_ready', channel: 'push', state: 'sent', shown: { to: '', link: null } },
      ]);
  }, 60_000);

  it('hears by e-mail instead when the push service knows the browser no longer, and that is its end', async () => {
    const zoe = { firstName: 'Zoé', language: 'fr', email: 'zoe@example.com' } as const;
    const { browser, placed } = await toldCustomer({ customer: zoe });
    browser.answers.push({ status: 410 });
    await running.act(board, placed.order.id, 'delay');
    const byChannel = async (): Promise<unknown> =>
      Object.fromEntries(
        (await messagesOf(placed.order.id))
          .filter(({ kind }) => kind === 'order_delayed')
          .map(({ channel, state, reason, attempts }) => [channel, [state, reason, attempts > 0]]),
      );
    // The mail server is not there: what matters is that it was tried at once.
    await expect.poll(byChannel, { timeout: WITHIN_MS }).toMatchObject({
      push: ['failed', 'subscription_ended', true],
      email: ['waiting', 'unreachable', true],
    });
    expect(await subscriptions(placed.order.tripId)).toEqual([]);
  }, 60_000);

  it('is told once more when the push service asks for patience, and not when the message is too long for it', async () => {
    const first = await toldCustomer();
    first.browser.answers.push({ status: 429, headers: { 'retry-after': '1' } });
    const second = await toldCustomer();
    second.browser.answers.push({ status: 413 });
    await Promise.all([ready(first.placed), ready(second.placed)]);
    await arrived(first.browser);
    await expect
      .poll(() => messagesOf(second.placed.order.id), { timeout: WITHIN_MS })
      .toMatchObject([{ state: 'failed', reason: 'answer:413' }]);
    expect(await messagesOf(first.placed.order.id)).toMatchObject([{ attempts: 2 }]);
    expect(await subscriptions(second.placed.order.tripId)).toHaveLength(1);
  }, 60_000);

  it('is not told by push as well of what they had by text message, when the log is read again', async () => {
    const phone = { firstName: 'Zoé', language: 'fr', phone: '+33639980042' } as const;
    const { placed, page } = await customer({ customer: phone });
    const told = (): Promise<string[]> =>
      messagesOf(placed.order.id).then((all) => all.map(({ kind, channel }) => `${kind} ${channel}`));
    await expect.poll(told, { timeout: WITHIN_MS }).toEqual(['order_placed sms']);
    await setOff(page, placed);
    const browser = await newBrowser();
    await subscribeTrip(page, placed.order.tripId, browser);
    const read = await readAfter(running.app.get(DataSource), running.store.id, LOG_START);
    if (read.kind === 'resync') throw new Error('the log cannot be read');
    await running.app.get(MessagePlanningService).plan(running.store.id, read.events);
    expect(await told()).toEqual(['order_placed sms']);
  }, 60_000);

  it('keeps the subscription where the key is wrong, and whoever runs the installation is told', async () => {
    const { placed, page } = await customer();
    await setOff(page, placed);
    const browser = service.browser(Buffer.alloc(65, 4).toString('base64url'));
    await subscribeTrip(page, placed.order.tripId, browser);
    await ready(placed);
    await expect
      .poll(() => messagesOf(placed.order.id), { timeout: WITHIN_MS })
      .toMatchObject([{ state: 'failed', reason: 'answer:403' }]);
    expect(await subscriptions(placed.order.tripId)).toHaveLength(1);
    expect(log.join('')).toContain('A push service refuses this installation’s key');
    expect(log.join('')).not.toMatch(/send\/[0-9a-f]{8}-/);
  }, 60_000);

  it('may ask while the trip is under way alone, by the link of that trip', async () => {
    const { placed, page } = await customer();
    const browser = await newBrowser();
    await expect(subscribeTrip(page, placed.order.tripId, browser)).rejects.toMatchObject({ status: 409 });
    await setOff(page, placed);
    const other = await customer();
    await expect(subscribeTrip(other.page, placed.order.tripId, browser)).rejects.toMatchObject({
      status: 401,
    });
    expect(await subscribeTrip(page, placed.order.tripId, browser)).toMatchObject({ subscribed: true });
    await page.send('DELETE', `/v1/trips/${placed.order.tripId}/push-subscription`);
    expect(await subscriptions(placed.order.tripId)).toEqual([]);
  }, 60_000);

  it('is told of one trip alone when the browser renewed to what it had for another', async () => {
    const [first, second] = [await toldCustomer(), await toldCustomer()];
    expect(await renew(first.browser, second.browser)).toMatchObject({ subscribed: true });
    expect(await subscriptions(second.placed.order.tripId)).toEqual([]);
    expect(await renew(first.browser, second.browser)).toMatchObject({ subscribed: false });
    await ready(first.placed);
    await arrived(second.browser);
  }, 60_000);

  const renew = async (from: PushBrowser, to: PushBrowser): Promise<unknown> => {
    const answer = await fetch(`${running.url}/v1/push/renewals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ oldEndpoint: from.subscription.endpoint, subscription: to.subscription }),
    });
    return answer.json();
  };

  it('is forgotten with their person, and told no more once the browser renewed under another name', async () => {
    const { browser, placed } = await toldCustomer();
    const renewed = service.browser(browser.serverKey);
    expect(await renew(browser, renewed)).toMatchObject({ subscribed: true });
    await ready(placed);
    await arrived(renewed);
    expect(browser.pushed).toEqual([]);
    await (await running.manager()).send('POST', '/v1/personal-data/erase', { orderId: placed.order.id });
    expect(await subscriptions(placed.order.tripId)).toEqual([]);
  }, 60_000);
});
