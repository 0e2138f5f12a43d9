import { AxeBuilder } from '@axe-core/playwright';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { DemoShop } from './demo-shop.js';
import type { Texts } from './texts.js';

/** A page as a test holds it: with its own browser context, and everything it complained about. */
export interface Screen {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page's own making: exceptions, refused resources, violations of the content policy. */
  readonly complaints: string[];
}

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
export const TABLET: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, hasTouch: true };

/** Without motion unless the test is about it: cards that call draw the page anew sixty times a second. */
export async function openScreen(browser: Browser, options: BrowserContextOptions): Promise<Screen> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal that the page expects (401 before anybody signed in, 422 for a wrong code) is logged by the browser, not by the page.
    const expected = /the server responded with a status of (400|401|403|404|409|412|422)/.test(
      message.text(),
    );
    if (message.type() === 'error' && !expected) complaints.push(message.text());
  });
  return { page, context, complaints };
}

/** Enrols a screen as a board of the store and signs somebody in: what a person does, tap by tap. */
export async function startBoard(
  screen: Screen,
  shop: DemoShop,
  texts: Texts,
  { storeId, personIndex, name }: { storeId: string; personIndex: number; name: string },
): Promise<void> {
  const { page } = screen;
  const person = shop.person(storeId, personIndex);
  await page.addInitScript(COUNT_NOTES);
  await page.goto(`${shop.url}/board`);
  await page.getByLabel(texts.say('board_enrol_code')).fill(await shop.enrolCode(storeId, 'handheld'));
  await page.getByLabel(texts.say('board_enrol_name')).fill(name);
  await page.getByRole('button', { name: texts.say('board_enrol_submit') }).click();
  await page.getByRole('button', { name: person.name }).click();
  await page.getByLabel(texts.say('board_pin_for', { name: person.name })).fill(person.pin);
  await page.getByRole('button', { name: texts.say('board_start'), exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Counts the notes that the page plays from now on, by the browser's own oscillators. */
const COUNT_NOTES = `
  globalThis.notesPlayed = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    globalThis.notesPlayed += 1;
    return start.call(this, when);
  };
`;

export function notesPlayed(page: Page): Promise<unknown> {
  return page.evaluate('notesPlayed');
}

/**
 * Waits until an expression is true on the page. Playwright's own wait gives up as soon as it is not true at once: it
 * looks again from within the page, where the content policy lets nobody evaluate text.
 */
export async function untilTrue(page: Page, expression: string, timeout = 25_000): Promise<void> {
  const deadline = Date.now() + timeout;
  while ((await page.evaluate(expression)) !== true) {
    if (Date.now() > deadline) throw new Error(`not true on the page within ${timeout} ms: ${expression}`);
    await sleep(100);
  }
}

/** What axe finds of serious or critical weight (WCAG 2.2 AA), as readable lines. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
