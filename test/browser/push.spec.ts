/**
 * A board's device and a customer's browser are told by push: asked for by a tap, sent by the real program through a push
 * service over HTTP, and shown by the page's own service worker. What a browser's maker gives to `subscribe`, which nobody
 * can ask for here, is the test's own push service.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserContext, CDPSession, Page, Worker } from 'playwright-core';
import type { PushKey } from '@curbline/contracts/http';
import type { RunningCurbline } from '../../tools/launch-curbline.mjs';
import { type PushBrowser, PushService } from '../e2e/push-service.js';
import { DemoShop } from './demo-shop.js';
import { oneBrowser } from './one-browser.js';
import { openScreen, PHONE, seriousFaults, type Screen, startBoard, TABLET } from './pages.js';
import { launchPrepared } from './prepared-program.js';
import { Texts } from './texts.js';

const STORE = 'bristol-harbour';
const texts = new Texts('en');
/** Longer than a busy machine takes for anything here. */
const LONG = { timeout: 60_000 };

const browser = oneBrowser();
let service: PushService;
let program: RunningCurbline;
let shop: DemoShop;
beforeAll(async () => {
  service = await PushService.start();
  program = await launchPrepared({
    env: { PUSH_HOSTS: '127.0.0.1', OUTGOING_PRIVATE_HOSTS: '127.0.0.1' },
  });
  shop = await DemoShop.of(program);
}, 240_000);
afterAll(async () => {
  await shop?.dispose();
  await program?.dispose();
  await service?.close();
}, 60_000);

const button = (page: Page, key: string) => page.getByRole('button', { name: texts.say(key), exact: true });

/** A screen whose browser may show notifications, and whose maker's push service is the test's. */
async function told(options: object): Promise<Screen & { readonly push: PushBrowser }> {
  const { publicKey } = (await (await fetch(`${shop.url}/v1/push/key`)).json()) as PushKey;
  const push = service.browser(publicKey);
  const screen = await openScreen(browser(), { ...options, locale: 'en-GB' });
  await screen.context.grantPermissions(['notifications'], { origin: shop.url });
  await screen.page.addInitScript(`
    const given = ${JSON.stringify(push.subscription)};
    const subscription = {
      endpoint: given.endpoint,
      options: { applicationServerKey: null },
      toJSON: () => given,
      unsubscribe: async () => true,
    };
    PushManager.prototype.subscribe = async function ({ applicationServerKey }) {
      subscription.options = { applicationServerKey: applicationServerKey.buffer };
      globalThis.subscribed = subscription;
      return subscription;
    };
    PushManager.prototype.getSubscription = async () => globalThis.subscribed ?? null;
  `);
  return { ...screen, push };
}

/** Gives the page's worker a message as the browser does when it comes from its push service. */
async function deliver(context: BrowserContext, page: Page, path: string, data: string): Promise<void> {
  const session: CDPSession = await context.newCDPSession(page);
  const id = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => new URL(scopeURL).pathname === path);
      if (own) resolve(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: shop.url,
    registrationId: await id,
    data,
  });
}

const shown = (page: Page): Promise<unknown> =>
  page.evaluate(`navigator.serviceWorker.getRegistration(location.pathname).then(async (registration) =>
    (await registration.getNotifications()).map(({ title, body, lang, data }) => ({ title, body, lang, data })))`);

/** Taps the notification: which page is opened or brought forward is noted, since no browser lets a test do it. */
function tapped(worker: Worker): Promise<unknown> {
  return worker.evaluate(`(async () => {
    const done = [];
    clients.openWindow = async (address) => void done.push('open ' + address);
    WindowClient.prototype.focus = async function () { done.push('focus ' + this.url); return this; };
    const [notification] = await registration.getNotifications();
    const event = new NotificationEvent('notificationclick', { notification });
    const waits = [];
    event.waitUntil = (promise) => waits.push(promise);
    dispatchEvent(event);
    await Promise.all(waits);
    return [done, (await registration.getNotifications()).length];
  })()`);
}
const workerOf = async (context: BrowserContext, script: string): Promise<Worker> => {
  const own = (): Worker | undefined =>
    context.serviceWorkers().find((worker) => worker.url().endsWith(script));
  await expect.poll(() => own() !== undefined, LONG).toBe(true);
  return own()!;
};
const isActive = (page: Page): Promise<unknown> =>
  page.evaluate('navigator.serviceWorker.ready.then(({ active }) => active !== null)');

describe('a device of the store', () => {
  it('is told by a tap in the settings, hears of a customer when nobody looks, and opens the board', async () => {
    const { page, context, push, complaints } = await told(TABLET);
    await startBoard({ page, context, complaints }, shop, texts, {
      storeId: STORE,
      personIndex: 0,
      name: 'Handheld',
    });
    await isActive(page);
    await button(page, 'board_settings').click(LONG);
    await page.getByText(texts.say('board_push_off'), { exact: true }).waitFor(LONG);
    await button(page, 'board_push_start').click(LONG);
    await page.getByText(texts.say('board_push_on'), { exact: true }).waitFor(LONG);
    expect(await seriousFaults(page)).toEqual([]);
    // Nobody looks at the board any more.
    await page.goto(`${shop.url}/robots.txt`);
    const { shortCode } = await shop.arrives(STORE, 'Ada', '2');
    await expect.poll(() => push.pushed.length, { timeout: 60_000 }).toBe(1);
    const { payload } = push.pushed[0]!;
    expect(payload.notification).toMatchObject({ title: `Customer here: ${shortCode}` });
    await page.goto(`${shop.url}/board`);
    await isActive(page);
    const told8030 = { ...payload, notification: { ...payload.notification, navigate: `${shop.url}/board` } };
    await deliver(context, page, '/board', JSON.stringify(told8030));
    await expect
      .poll(() => shown(page), LONG)
      .toMatchObject([
        { title: `Customer here: ${shortCode}`, body: 'Bay 2. Nobody is on it yet.', lang: 'en' },
      ]);
    const worker = await workerOf(context, '/board-worker.js');
    expect(await tapped(worker)).toEqual([[`focus ${shop.url}/board`], 0]);
    expect(complaints).toEqual([]);
  }, 180_000);
});

describe('a customer', () => {
  it('is offered it once they are on their way, and is told that the order is ready', async () => {
    const { page, context, push, complaints } = await told(PHONE);
    const placed = await shop.order(STORE, 'Grace', 'en', { state: 'placed' });
    await page.goto(placed.customerLink);
    await button(page, 'customer_go').waitFor(LONG);
    await isActive(page);
    expect(await button(page, 'customer_push_start').count()).toBe(0);
    await button(page, 'customer_go').click(LONG);
    await button(page, 'customer_reason_no').click(LONG);
    await button(page, 'customer_push_start').click(LONG);
    await page.getByText(texts.say('customer_push_on'), { exact: true }).waitFor(LONG);
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(`${shop.url}/robots.txt`);
    await shop.makeReady(placed.order.id);
    await expect.poll(() => push.pushed.length, { timeout: 60_000 }).toBe(1);
    const { notification } = push.pushed[0]!.payload;
    expect(notification['title']).toContain(placed.order.shortCode);
    await page.goto(`${shop.url}/p`);
    await isActive(page);
    await deliver(context, page, '/p', JSON.stringify(push.pushed[0]!.payload));
    await expect.poll(() => shown(page), LONG).toMatchObject([{ title: notification['title'] }]);
    expect(complaints).toEqual([]);
  }, 180_000);
});
