import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Page, Route } from 'playwright-core';
import { crowdedStore, deviceSession } from './crowded-store.js';
import { customerScenes } from './customer-scenes.js';
import { SeededCustomer } from './seeded-customer-page.js';
import { openCrowdedStore } from './seeded-board.js';
import { SeededManager } from './seeded-manager-page.js';
import { Texts } from './texts.js';
import { oneBrowser } from './one-browser.js';

/**
 * Pieces that a page fetches after it has opened, on a line that resets the connection: the page asks again under
 * another address until it has them, since a browser answers the same address from its memory of the failure.
 */
const texts = new Texts('fr');
const browser = oneBrowser();

type Fate = 'lost' | 'gone' | 'served';
const htmlOf = (page: string): string =>
  readFileSync(fileURLToPath(new URL(`../../apps/web/dist/${page}.html`, import.meta.url)), 'utf8');

/** What pieces of a page import and its HTML does not name, by its path. */
function sharedFiles(page: string): ReadonlySet<string> {
  const html = htmlOf(page);
  const assets = new URL('../../apps/web/dist/assets/', import.meta.url);
  const imported = readdirSync(assets)
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => [...readFileSync(new URL(name, assets), 'utf8').matchAll(/from"\.\/([\w.-]+\.js)"/g)])
    .map(([, name]) => `/assets/${name}`);
  return new Set(imported.filter((path) => !html.includes(path)));
}

/** Of each piece that the page's HTML does not name, what became of its requests, in their order. */
class Pieces {
  readonly asked = new Map<string, Fate[]>();

  private constructor(private readonly fate: (tries: number, path: string) => Fate) {}

  static async of(page: Page, name: string, fate: (tries: number, path: string) => Fate): Promise<Pieces> {
    const pieces = new Pieces(fate);
    const html = htmlOf(name);
    await page.route(/\/assets\/[^/]+\.js/, (route) => pieces.answer(route, html));
    return pieces;
  }

  /** Waits until so many pieces are there. */
  async served(count: number): Promise<void> {
    const deadline = Date.now() + 15_000;
    const there = (): number => [...this.asked.values()].filter((fates) => fates.includes('served')).length;
    while (there() < count && Date.now() < deadline) await sleep(50);
  }

  private async answer(route: Route, html: string): Promise<void> {
    const { pathname } = new URL(route.request().url());
    if (html.includes(pathname)) return route.fallback();
    const before = this.asked.get(pathname) ?? [];
    const now = this.fate(before.length, pathname);
    if (route.request().method() === 'GET') this.asked.set(pathname, [...before, now]);
    if (now === 'lost') return route.abort('connectionreset');
    if (now === 'gone') return route.fulfill({ status: 404, body: '' });
    return route.fallback();
  }
}
const onceLost = (tries: number): Fate => (tries < 1 ? 'lost' : 'served');
const RECOVERED = ['lost', 'served'];

describe('a piece whose connection is reset', () => {
  it('of the customer’s page comes all the same', async () => {
    const customer = await SeededCustomer.open(browser(), 'fr');
    const pieces = await Pieces.of(customer.page, 'p.fr', onceLost);
    const scene = customerScenes(Date.now(), 'fr').find(({ press }) => press === 'customer_go');
    await customer.show(scene!);
    await customer.page.getByRole('heading', { name: texts.say('customer_reason_title') }).waitFor();
    await pieces.served(3);
    expect([...pieces.asked.values()]).toEqual([RECOVERED, RECOVERED, RECOVERED]);
    await customer.page.context().close();
  }, 30_000);

  it('of the board comes before it is needed: its settings, what was left over, a wall, a new screen', async () => {
    const size = { here: 1, others: 1 };
    const board = await openCrowdedStore(browser(), 'fr', size, 'plain');
    const { page } = board;
    const pieces = await Pieces.of(page, 'board', onceLost);
    const snapshot = crowdedStore(size, 'plain', 'fr', Date.now());
    await board.show({ session: deviceSession('handheld', 'plain', 'fr'), snapshot });
    await page.getByRole('button', { name: texts.say('board_settings') }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await board.show({ session: deviceSession('wall', 'plain', 'fr'), snapshot });
    await page.locator('.here article').first().waitFor();
    await board.show({ session: null, snapshot });
    await page.getByLabel(texts.say('board_enrol_code')).waitFor();
    await pieces.served(3);
    const fates = [...pieces.asked.values()];
    expect(fates).toHaveLength(3);
    for (const fate of fates) expect(fate.slice(0, 2)).toEqual(RECOVERED);
    await board.close();
  }, 60_000);

  it('of the manager’s page comes before it is needed: passkeys, the QR code of an app', async () => {
    const manager = await SeededManager.open(browser(), 'fr');
    const pieces = await Pieces.of(manager.page, 'manager', onceLost);
    await manager.show('set-up');
    await manager.press('manager_totp_renew');
    await manager.page.getByRole('img', { name: texts.say('manager_totp_qr') }).waitFor();
    await pieces.served(2);
    expect([...pieces.asked.values()]).toEqual([RECOVERED, RECOVERED]);
    await manager.page.context().close();
  }, 30_000);
});

describe('a file that several pieces import', () => {
  it('is had by loading the page again once it was lost', async () => {
    const manager = await SeededManager.open(browser(), 'fr');
    const shared = sharedFiles('manager');
    const pieces = await Pieces.of(manager.page, 'manager', (tries, path) =>
      shared.has(path) && tries < 1 ? 'lost' : 'served',
    );
    await manager.show(null);
    await manager.press('manager_people');
    await manager.page.getByRole('heading', { name: texts.say('manager_people'), exact: true }).waitFor();
    expect([...pieces.asked.values()]).toContainEqual(['lost', 'served']);
    await manager.page.context().close();
  }, 30_000);
});

describe('a piece that the server has no more', () => {
  it('since another version was installed, loads the whole page again, once', async () => {
    const customer = await SeededCustomer.open(browser(), 'fr');
    const { page } = customer;
    const pieces = await Pieces.of(page, 'p.fr', (tries, path) =>
      path.includes('later-screens') && tries < 2 ? 'gone' : 'served',
    );
    const loads: string[] = [];
    page.on('domcontentloaded', () => loads.push(page.url()));
    await customer.show(customerScenes(Date.now(), 'fr').find(({ name }) => name === 'done')!);
    await page.getByRole('heading', { name: /^Merci/ }).waitFor();
    expect([...pieces.asked.values()]).toContainEqual(['gone', 'gone', 'served']);
    expect(loads.filter((url) => url !== 'about:blank')).toHaveLength(2);
    await page.context().close();
  }, 30_000);

  it('and neither another, loads the page no more than once for each', async () => {
    const customer = await SeededCustomer.open(browser(), 'fr');
    const { page } = customer;
    const pieces = await Pieces.of(page, 'p.fr', () => 'gone');
    const loads: string[] = [];
    page.on('domcontentloaded', () => loads.push(page.url()));
    await customer.visit(customerScenes(Date.now(), 'fr').find(({ name }) => name === 'done')!);
    const tries = (): number => Math.max(0, ...[...pieces.asked.values()].map(({ length }) => length));
    while (tries() < 6) await sleep(50);
    expect(loads.filter((url) => url !== 'about:blank').length).toBeLessThanOrEqual(3);
    await page.context().close();
  }, 60_000);
});
