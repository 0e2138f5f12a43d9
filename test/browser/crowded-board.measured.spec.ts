import { describe, expect, it } from 'vitest';
import { crowdedStore, deviceSession, type CrowdSize, type Kind } from './crowded-store.js';
import { resize } from './measured-pages.js';
import { openCrowdedStore, type SeededBoard } from './seeded-board.js';
import { untilTrue } from './pages.js';
import { settled } from './seeded-pages.js';
import { Texts } from './texts.js';
import { oneMeasuringBrowser } from './one-browser.js';

/**
 * The worst day on every screen: nothing is clipped, nothing overlaps, everything can be reached. Judged by the
 * boxes of the page (measure-page.mjs), not by pixels. (experience S1, S10, S12.)
 */
const LANGUAGES = ['fr', 'en'] as const;
const SIZES = ['s', 'm', 'l'] as const;
/** Widths with the height that goes with them; the last lies on its side. */
const SCREENS = [
  [320, 640],
  [360, 740],
  [412, 915],
  [768, 1024],
  [900, 1200],
  [1024, 768],
  [1280, 800],
  [1920, 1080],
  [740, 360],
] as const;
const FULL: CrowdSize = { here: 15, others: 6, visitors: 2, bays: 40 };
/** Smallest side of what a gloved finger taps; CSS pixels. */
const TARGET = 56;

const { browser, found } = oneMeasuringBrowser();

const openBoard = (
  language: 'fr' | 'en',
  size: CrowdSize,
  kind: Kind,
  who: { out?: boolean; people?: number } = {},
): Promise<SeededBoard> => openCrowdedStore(browser(), language, size, kind, who);

describe('a crowded board', () => {
  it.each(LANGUAGES)(
    'clips and covers nothing at any width and size of text (%s)',
    async (language) => {
      const board = await openBoard(language, FULL, 'worst');
      const { page } = board;
      await page.locator('.here article').first().waitFor();
      for (const screen of SCREENS) {
        for (const size of SIZES) {
          await board.look(size === 'm' ? 'dark' : 'light', size);
          await resize(page, screen);
          await found.look(page, `board ${language} ${screen.join('×')} ${size}`, { target: TARGET });
        }
      }
      await board.close();
      expect(found.takeFaults()).toEqual([]);
    },
    90_000,
  );

  it('shows the other columns, a crowd of each size, and the calm day', async () => {
    const texts = new Texts('fr');
    const board = await openBoard('fr', FULL, 'worst');
    const { page } = board;
    for (const screen of [SCREENS[0], SCREENS[2], SCREENS[5]]) {
      await resize(page, screen);
      for (const column of ['board_on_the_way', 'board_arriving', 'board_handed_over']) {
        await page
          .getByRole('navigation')
          .getByRole('button', { name: texts.say(column) })
          .click();
        await settled(page);
        await found.look(page, `${column} at ${screen[0]}`, { target: TARGET });
      }
    }
    for (const [i, here] of [0, 1, 5, 60, 200].entries()) {
      const kind = here === 60 || here === 200 ? 'worst' : 'plain';
      await board.show({
        session: deviceSession('handheld', kind, 'fr'),
        snapshot: crowdedStore({ here, others: here === 0 ? 0 : 4 }, kind, 'fr', Date.now()),
      });
      await page.getByRole('heading', { level: 2 }).first().waitFor({ state: 'attached' });
      for (const screen of [SCREENS[i % 5]!, SCREENS[5 + (i % 4)]!]) {
        await resize(page, screen);
        await found.look(page, `${here} here at ${screen[0]}`, { target: TARGET });
      }
    }
    await board.close();
    expect(found.takeFaults()).toEqual([]);
  }, 90_000);

  it('is scrolled to its end by wheel, finger and keyboard, in every shape', async () => {
    const board = await openBoard('fr', { ...FULL, here: 60 }, 'worst');
    const { page } = board;
    const session = await page.context().newCDPSession(page);
    await page.locator('.here article').first().waitFor();
    for (const screen of [SCREENS[1], SCREENS[4], SCREENS[6], SCREENS[8]]) {
      await resize(page, screen);
      const list = page.locator('.here .list');
      const box = (await list.boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const top = (): Promise<number> =>
        list.evaluate((e) => (e as unknown as { scrollTop: number }).scrollTop);
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, 400);
      await expect(rises(top, 0)).resolves.toBe(true);
      const wheeled = await top();
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number[]): Promise<unknown> =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints: at.map((y) => ({ x, y })) });
      await touch('touchStart', [y]);
      for (let moved = 10; moved <= 120; moved += 10) await touch('touchMove', [y - moved]);
      await touch('touchEnd', []);
      await expect(rises(top, wheeled)).resolves.toBe(true);
      await page.locator('.here article').last().getByRole('button').last().focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(LAST_IN_SIGHT)).toBe(true);
      await list.evaluate((e) => ((e as unknown as { scrollTop: number }).scrollTop = 0));
    }
    await board.close();
  }, 60_000);
});

/** Whether a number that is still moving goes over `from` within two seconds. */
async function rises(read: () => Promise<number>, from: number): Promise<boolean> {
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await read()) > from) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
const LAST_IN_SIGHT = `(() => {
  const button = document.activeElement;
  const { top, bottom } = button.getBoundingClientRect();
  return [...document.querySelectorAll('.here article')].at(-1).contains(button) && top >= 0 && bottom <= innerHeight + 1;
})()`;

describe('a panel of the board', () => {
  it('fits, holds the focus, closes by Escape and gives the focus back', async () => {
    const texts = new Texts('fr');
    const board = await openBoard('fr', { ...FULL, here: 5, bays: 200 }, 'worst');
    const { page } = board;
    const opener = page
      .getByRole('button', { name: texts.say('board_hand_over'), exact: true })
      .locator('visible=true')
      .first();
    await opener.waitFor();
    for (const screen of [SCREENS[0], SCREENS[1], SCREENS[5], SCREENS[8]]) {
      await resize(page, screen);
      await opener.focus();
      await page.keyboard.press('Enter');
      await page.locator('dialog').waitFor();
      await found.look(page, `hand-over at ${screen[0]}`, { target: TARGET });
      for (let i = 0; i < 45; i += 1) await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.closest("dialog, body").localName')).toMatch(
        /dialog|body/,
      );
      expect(await page.evaluate('document.querySelector(".board").contains(document.activeElement)')).toBe(
        false,
      );
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await opener.and(page.locator(':focus')).waitFor();
    }
    for (const size of SIZES) {
      await board.look('light', size);
      await resize(page, SCREENS[0]);
      await page.getByRole('button', { name: texts.say('board_settings') }).click();
      await page.locator('dialog').waitFor();
      await found.look(page, `settings ${size}`, { target: TARGET });
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await board.look('light', 'm');
    await page
      .getByRole('navigation')
      .getByRole('button', { name: texts.say('board_arriving') })
      .click();
    await page.locator('.arriving button.more').first().click();
    await page
      .getByRole('button', { name: texts.say('board_is_here') })
      .first()
      .click();
    await page.locator('dialog').waitFor();
    for (const screen of SCREENS) {
      await resize(page, screen);
      await found.look(page, `200 bays at ${screen[0]}`, { target: TARGET });
    }
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await untilTrue(page, 'document.activeElement !== document.body');
    await board.close();
    expect(found.takeFaults()).toEqual([]);
  }, 90_000);

  it('says that the line is gone without covering anything', async () => {
    const board = await openBoard('fr', FULL, 'worst');
    const { page } = board;
    await page.locator('.here article').first().waitFor();
    board.cut();
    await page.getByText(/^Hors ligne depuis/).waitFor({ timeout: 15_000 });
    for (const screen of [SCREENS[0], SCREENS[5], SCREENS[6]]) {
      await resize(page, screen);
      await found.look(page, `offline at ${screen[0]}`, { target: TARGET });
    }
    await board.close();
    expect(found.takeFaults()).toEqual([]);
  }, 60_000);
});

describe('the way to a board', () => {
  it('has room for thirty people with long names, for a PIN, and for a new screen', async () => {
    const texts = new Texts('fr');
    const board = await openBoard('fr', FULL, 'worst', { out: true, people: 30 });
    const { page } = board;
    const first = page.locator('button.person').first();
    await first.waitFor();
    for (const screen of SCREENS) {
      await resize(page, screen);
      await found.look(page, `30 people at ${screen[0]}`, { target: TARGET });
    }
    await first.click();
    for (const screen of SCREENS) {
      await resize(page, screen);
      await found.look(page, `PIN at ${screen[0]}`, { target: TARGET });
    }
    await board.show({ session: null, snapshot: board.scene.snapshot });
    await page.getByLabel(texts.say('board_enrol_code')).waitFor();
    for (const size of SIZES) {
      await board.look('light', size);
      for (const screen of [SCREENS[0], SCREENS[8]]) {
        await resize(page, screen);
        await found.look(page, `new screen at ${screen[0]} ${size}`, { target: TARGET });
      }
    }
    await board.close();
    expect(found.takeFaults()).toEqual([]);
  }, 60_000);
});
