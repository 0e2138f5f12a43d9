/**
 * What a customer sees before the page's scripts are there, and what comes of it: the first screen is in the HTML, in the
 * reader's language; the server is asked meanwhile; one language's texts are loaded; a file that is lost is fetched again.
 */
import { describe, expect, it } from 'vitest';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { until } from '../e2e/running.js';
import { demoOnScreen } from './demo-on-screen.js';
import { openScreen, PHONE, seriousFaults } from './pages.js';
import { Texts } from './texts.js';

const STORES = { fr: 'lyon-confluence', en: 'bristol-harbour' } as const;
const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;
type Language = keyof typeof STORES;

const texts = { fr: new Texts('fr'), en: new Texts('en') };
const PAGE_SCRIPT = /\/assets\/main-/;

const demo = demoOnScreen();

const open = (locale: string) =>
  openScreen(demo.browser, { ...PHONE, viewport: { width: 360, height: 740 }, locale });
const linkFor = async (language: Language): Promise<string> =>
  (await demo.shop.order(STORES[language], 'Camille', language)).customerLink;
const goButton = (page: Page, language: Language) =>
  page.getByRole('button', { name: texts[language].say('customer_go'), exact: true });

/** Lets nothing of this address through until it is told to. */
async function hold(context: BrowserContext, address: RegExp): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await context.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** The first requests of this address are cut; returns how many there were. */
async function cut(context: BrowserContext, address: RegExp, times = 1): Promise<() => number> {
  let requests = 0;
  await context.route(address, async (route: Route) => {
    requests += 1;
    await (requests <= times ? route.abort('connectionreset') : route.continue());
  });
  return () => requests;
}

/** The languages whose texts were asked for. */
function languagesAskedOf(context: BrowserContext): string[] {
  const languages: string[] = [];
  context.on('request', (request) => {
    const language = /\/assets\/texts-(\w\w)-/.exec(request.url())?.[1];
    // The page's worker keeps the texts of both on the device, when the page is there already.
    if (language && request.serviceWorker() === null) languages.push(language);
  });
  return languages;
}

const COUNT_SHIFTS = `
  globalThis.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

describe.each(['fr', 'en'] as const)('the first screen in %s', (language) => {
  it('stands before the page’s script is there, while the server is asked; then the order takes its place', async () => {
    const { context, page, complaints } = await open(LOCALES[language]);
    const say = (key: string): string => texts[language].say(key);
    const release = await hold(context, PAGE_SCRIPT);
    await page.addInitScript(COUNT_SHIFTS);
    const asked = page.waitForResponse((response) => response.url().endsWith('/v1/link'));
    await page.goto(await linkFor(language), { waitUntil: 'commit' });
    await page.getByRole('status').getByText(say('customer_loading')).waitFor();
    expect((await asked).status()).toBe(200);

    expect(await page.getAttribute('html', 'lang')).toBe(language);
    for (const step of ['order', 'way', 'here', 'done']) {
      await page.getByText(say(`customer_step_${step}`), { exact: true }).waitFor();
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFaults(page)).toEqual([]);

    release();
    await goButton(page, language).waitFor();
    expect(await page.evaluate('shifted')).toBeLessThan(0.01);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});

describe('the texts', () => {
  it('are those of one language, until the reader asks for the other: the page stays where it is', async () => {
    const { context, page } = await open('en-GB');
    const asked = languagesAskedOf(context);
    await page.goto(await linkFor('en'));
    await goButton(page, 'en').click();
    await page.getByRole('button', { name: texts.en.say('customer_reason_no') }).waitFor();
    expect(asked).toEqual(['en']);

    await page.getByRole('button', { name: /^FR/ }).click();
    await page.getByRole('button', { name: texts.fr.say('customer_reason_no') }).waitFor();
    expect(asked).toEqual(['en', 'fr']);
    // The choice is this reader's: it holds after a reload, where the HTML is still English.
    await page.reload();
    await goButton(page, 'fr').waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    await context.close();
  }, 60_000);

  it('are in the order’s language where the browser prefers another', async () => {
    const { context, page } = await open('de-DE');
    const asked = languagesAskedOf(context);
    await page.goto(await linkFor('fr'));
    await goButton(page, 'fr').waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    expect(asked).toContain('fr');
    await context.close();
  }, 60_000);
});

describe('a file that is lost on its way', () => {
  it.each([
    ['the page’s script', PAGE_SCRIPT],
    ['the script that asks first', /\/assets\/start-/],
    ['the later screens', /\/assets\/later-screens-/],
    ['their texts', /\/assets\/texts-/],
    ['the styles', /\/assets\/style-/],
  ])(
    '%s: is fetched again by itself',
    async (_what, address) => {
      const { context, page } = await open('en-GB');
      const requests = await cut(context, address);
      await page.goto(await linkFor('en'));
      // A page without its styles can be used, too: it may be loaded anew only after that.
      await until('the file is fetched again', () => requests() > 1, 20_000);
      await goButton(page, 'en').click({ timeout: 20_000 });
      await page
        .getByRole('button', { name: texts.en.say('customer_reason_no') })
        .waitFor({ timeout: 20_000 });
      await context.close();
    },
    60_000,
  );
});

describe('a link', () => {
  it('stays in the address until the server has answered: a page that is loaded again before loses nothing', async () => {
    const { context, page } = await open('en-GB');
    const release = await hold(context, /\/v1\/link$/);
    await page.goto(await linkFor('en'), { waitUntil: 'commit' });
    await page.locator('html[data-page="here"]').waitFor();
    await page.reload({ waitUntil: 'commit' });
    release();
    await goButton(page, 'en').waitFor({ timeout: 20_000 });
    expect(new URL(page.url()).hash).toMatch(/^#trip\//);
    await context.close();
  }, 60_000);
});

describe('a page of the store', () => {
  it.each([
    ['board', 'its script', /\/assets\/board-/, 1],
    ['board', 'its script, three times', /\/assets\/board-/, 3],
    ['board', 'what its script shares with its pieces', /\/assets\/shared-/, 1],
    ['board', 'its styles', /\/assets\/style-/, 1],
    ['manager', 'its script', /\/assets\/manager-/, 1],
    ['', 'its script', /\/assets\/index-/, 1],
  ])(
    '/%s: comes all the same when it loses %s',
    async (path, _what, address, times) => {
      const { context, page } = await open('en-GB');
      const requests = await cut(context, address, times);
      await page.goto(`${demo.shop.url}/${path}`);
      await until('the file is fetched again', () => requests() > times, 45_000);
      await page.locator('#page > *').first().waitFor({ timeout: 45_000 });
      await context.close();
    },
    60_000,
  );
});

it('the HTML is the same for everybody of one language, and says that it depends on it', async () => {
  const context = await demo.browser.newContext();
  for (const [languages, language] of [
    ['fr-CA, en;q=0.5', 'fr'],
    ['en-US', 'en'],
    ['de', 'en'],
  ] as const) {
    const response = await context.request.get(`${demo.shop.url}/p`, {
      headers: { 'accept-language': languages },
    });
    expect(response.headers()['vary']).toContain('accept-language');
    expect(await response.text()).toContain(`<html lang="${language}">`);
  }
  await context.close();
});
