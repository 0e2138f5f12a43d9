import { beforeAll, describe, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { demoOnScreen } from './demo-on-screen.js';
import type { Arrived } from './demo-shop.js';
import { openScreen, PHONE, seriousFaults, startBoard, TABLET, type Screen } from './pages.js';
import { scan } from './scanner.js';
import { Texts } from './texts.js';

/**
 * Two boards and a wall of one store: races, a cut network, a device with a wrong clock, a scanner, a screen
 * that is taken away. (experience S1, S4-S9, S12.)
 */
const STORE = 'lyon-confluence';
const texts = new Texts('fr');

const demo = demoOnScreen();
/** In the hand, its clock ten minutes slow. */
let hand: Screen;
let desk: Screen;

const SLOW_CLOCK = `
  const TrueDate = Date;
  const SLOW_MS = 600000;
  globalThis.Date = class extends TrueDate {
    constructor(...given) {
      if (given.length === 0) super(TrueDate.now() - SLOW_MS);
      else super(...given);
    }
    static now() {
      return TrueDate.now() - SLOW_MS;
    }
  };
`;

beforeAll(async () => {
  hand = await openScreen(demo.browser, { ...PHONE, locale: 'fr-FR' });
  await hand.page.addInitScript(SLOW_CLOCK);
  desk = await openScreen(demo.browser, { ...TABLET, locale: 'fr-FR' });
  await startBoard(hand, demo.shop, texts, { storeId: STORE, personIndex: 0, name: 'Terminal' });
  await startBoard(desk, demo.shop, texts, { storeId: STORE, personIndex: 1, name: 'Comptoir' });
}, 120_000);

const arrives = (firstName: string, bay: string): Promise<Arrived> =>
  demo.shop.arrives(STORE, firstName, bay);
const here = (screen: Screen, name: string): Locator =>
  screen.page.locator('section.column.here').getByRole('article', { name: new RegExp(name) });
const claim = (screen: Screen, name: string): Locator =>
  here(screen, name).getByRole('button', { name: texts.say('board_claim') });
async function scanOn({ page }: Screen, text: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur()');
  await scan(page, text);
}

describe('two boards', () => {
  it('count from the server’s clock, whatever the device’s own says', async () => {
    await arrives('Chloé', '1');
    await here(hand, 'Chloé').waitFor();
    const shown = await here(hand, 'Chloé').locator('time').first().textContent();
    expect(shown).toMatch(/^0:[0-2]\d$/);
  });

  it('give a race to one, and tell the other who has it', async () => {
    await arrives('Denis', '2');
    await Promise.all([claim(hand, 'Denis').waitFor(), claim(desk, 'Denis').waitFor()]);
    // Neither request goes on before both were tapped: otherwise the first claim is often told to the other screen,
    // and its button gone, before that one is tapped.
    let [tapped, letGo] = [0, (): void => {}];
    const bothTapped = new Promise<void>((resolve) => (letGo = resolve));
    for (const { page } of [hand, desk]) {
      await page.route('**/claim', async (route) => {
        tapped += 1;
        if (tapped === 2) letGo();
        await bothTapped;
        await route.continue();
      });
    }
    const tap = (screen: Screen): Promise<void> =>
      claim(screen, 'Denis').evaluate((button: { click(): void }) => button.click());
    await Promise.all([tap(hand), tap(desk)]);
    const [first, second] = [demo.shop.person(STORE, 0).name, demo.shop.person(STORE, 1).name];
    const lost = (screen: Screen, by: string): Promise<string> =>
      screen.page
        .getByText(new RegExp(`Déjà prise par ${by}`))
        .waitFor()
        .then(() => by);
    const winner = await Promise.any([lost(hand, second), lost(desk, first)]);
    for (const { page } of [hand, desk]) await page.unroute('**/claim');
    const loser = winner === first ? desk : hand;
    await here(loser, 'Denis')
      .getByText(texts.say('board_goes', { name: winner }))
      .waitFor();
    expect(await desk.page.locator('dialog, [role=dialog], [role=alertdialog]').count()).toBe(0);
  });

  it('say that they are offline, keep the taps over a reload, and send them with their own time', async () => {
    const { name } = demo.shop.person(STORE, 0);
    await arrives('Éloïse', '3');
    await claim(hand, 'Éloïse').waitFor();
    await hand.context.setOffline(true);
    await hand.page.getByText(/^Hors ligne depuis/).waitFor({ timeout: 15_000 });
    await claim(hand, 'Éloïse').click();
    await here(hand, 'Éloïse').getByText(texts.say('board_queued')).waitFor();
    expect(await here(desk, 'Éloïse').getByText(texts.say('board_goes', { name })).count()).toBe(0);
    await hand.context.setOffline(false);
    await hand.page.reload();
    await here(desk, 'Éloïse').getByText(texts.say('board_goes', { name })).waitFor({ timeout: 10_000 });
    await here(hand, 'Éloïse').getByText(texts.say('board_you_go')).waitFor();
    await hand.page.getByText(/^Hors ligne depuis/).waitFor({ state: 'detached' });
  }, 60_000);

  it('take back a hand-over from the other screen', async () => {
    const { handOverCode } = await arrives('Farid', '4');
    await claim(hand, 'Farid').click();
    await here(hand, 'Farid')
      .getByRole('button', { name: texts.say('board_hand_over') })
      .click();
    await hand.page.getByLabel(texts.say('board_ask_code')).first().waitFor();
    await hand.page.keyboard.type(handOverCode);
    await here(hand, 'Farid').waitFor({ state: 'detached' });
    const done = desk.page.locator('section.column.handed_over').getByRole('article', { name: /Farid/ });
    await done.getByRole('button', { name: texts.say('board_recall') }).click();
    await here(hand, 'Farid').waitFor();
    await here(desk, 'Farid').waitFor();
    expect(await here(desk, 'Farid').count()).toBe(1);
  });

  it('open an order by a scanner, also of somebody who has not set off', async () => {
    const { shortCode } = await arrives('Gaëlle', '5');
    await here(desk, 'Gaëlle').waitFor();
    await scanOn(desk, shortCode);
    await desk.page.locator('article.found[aria-label*="Gaëlle"]').waitFor();
    const { order } = await demo.shop.order(STORE, 'Hugo', 'fr');
    await scanOn(desk, order.shortCode);
    await desk.page.getByRole('button', { name: '6', exact: true }).click();
    await here(hand, 'Hugo').getByText(texts.say('board_evidence_staff_entered')).waitFor();
    expect(await here(hand, 'Hugo').count()).toBe(1);
  });

  it('have targets for gloves, and no serious fault of access', async () => {
    const small = await hand.page.evaluate(
      `[...document.querySelectorAll('button, input')]
        .filter((e) => e.offsetParent !== null)
        .map((e) => [e.getBoundingClientRect(), e.getAttribute('aria-label') ?? e.textContent])
        .filter(([box]) => box.width < 56 || box.height < 56)
        .map(([, name]) => name)`,
    );
    expect(small).toEqual([]);
    expect(await seriousFaults(hand.page)).toEqual([]);
    expect(await seriousFaults(desk.page)).toEqual([]);
  });

  it('raised no error of their own', () => {
    // A cut network is the browser's complaint, not the page's.
    const own = [hand, desk].flatMap(({ complaints }) => complaints).filter((c) => !/ERR_|WebSocket/.test(c));
    expect(own).toEqual([]);
  });
});

describe('a wall', () => {
  it('is read from 8 m, acts on nothing, and goes dark when it is revoked', async () => {
    const wall = await openScreen(demo.browser, { viewport: { width: 1920, height: 1080 }, locale: 'fr-FR' });
    const { page } = wall;
    await page.goto(`${demo.shop.url}/board`);
    await page.getByLabel(texts.say('board_enrol_code')).fill(await demo.shop.enrolCode(STORE, 'wall'));
    await page.getByLabel(texts.say('board_enrol_name')).fill('Mur');
    await page.getByRole('button', { name: texts.say('board_enrol_submit') }).click();
    const card = page.getByRole('article').filter({ hasText: 'Chloé' });
    await card.waitFor();
    const sizes = await page.evaluate<number[]>(
      `['.sign', 'time'].map((part) =>
        parseFloat(getComputedStyle(document.querySelector('.here article ' + part)).fontSize))`,
    );
    for (const size of sizes) expect(size).toBeGreaterThanOrEqual(58);
    expect(await card.getByRole('button').count()).toBe(0);
    await demo.shop.revoke(STORE, 'Mur');
    await page.getByRole('heading', { name: texts.say('board_revoked_heading') }).waitFor({ timeout: 8_000 });
    expect(await page.getByText('Chloé').count()).toBe(0);
    expect(wall.complaints).toEqual([]);
  }, 60_000);
});
