import { expect, it } from 'vitest';
import { foundCards, ownNotices, ownSessions, toldBoard, unfinished } from './board-told.js';
import { crowdedStore, deviceSession } from './crowded-store.js';
import { resize, WIDTHS } from './measured-pages.js';
import { openCrowdedStore, type SeededBoard } from './seeded-board.js';
import { Texts } from './texts.js';
import { oneMeasuringBrowser } from './one-browser.js';

/**
 * What is told on the board, and its lists, with words of any length: nothing is clipped, nothing overlaps, everything
 * can be reached. Judged by the boxes of the page, not by pixels.
 */
/** Smallest side of what a gloved finger taps; CSS pixels. */
const TARGET = 56;

const { browser, found } = oneMeasuringBrowser();

async function look(board: SeededBoard, name: string): Promise<void> {
  for (const screen of WIDTHS) {
    for (const size of screen[0] === 320 ? (['m', 'l'] as const) : (['m'] as const)) {
      await board.look('light', size);
      await resize(board.page, screen);
      await found.look(board.page, `${name} ${screen[0]} ${size}`, { target: TARGET });
    }
  }
  await resize(board.page, WIDTHS[2]);
}

/** What one person does on a board, and each list that opens. */
async function walk(language: 'fr' | 'en'): Promise<void> {
  const now = Date.now();
  const texts = new Texts(language);
  const board = await openCrowdedStore(browser(), language, { here: 0, others: 0 }, 'worst');
  const { page } = board;
  const session = deviceSession('handheld', 'worst', language);
  const press = (key: string) =>
    page
      .getByRole('button', { name: texts.say(key), exact: true })
      .first()
      .click();
  const tab = (key: string) =>
    page
      .getByRole('navigation')
      .getByRole('button', { name: texts.say(key) })
      .click();
  const seen = (name: string) => look(board, `${language} ${name}`);
  const close = async () => {
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  };
  board.answers = {
    '/orders/unfinished': unfinished(now),
    '/orders/search': { cards: foundCards(now) },
    '/v1/staff/me/sessions': ownSessions(now),
    '/v1/staff/me/notices': ownNotices(now),
  };
  await board.show({ session, snapshot: toldBoard(language, now) });
  await page.locator('.here article').first().waitFor();
  await seen('asked, late, told');
  await page.locator('.here button.more').first().click();
  await press('board_message');
  await seen('messages');
  await tab('board_on_the_way');
  await page.locator('.on_the_way article').first().waitFor();
  await seen('overdue');
  await tab('board_handed_over');
  await press('board_unfinished');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  await seen('unfinished');
  await close();
  await press('board_find');
  await page.keyboard.type('zzz');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  await seen('found');
  await close();
  await press('board_settings');
  await page.getByRole('dialog').getByLabel(texts.say('board_pin_new')).waitFor();
  await seen('own account');
  await close();
  const snapshot = crowdedStore({ here: 15, others: 0 }, 'worst', language, now);
  await board.show({ session: deviceSession('handheld', 'worst', language, { out: true }), snapshot });
  await page.locator('button.person').first().waitFor();
  await seen('masked');
  await board.close();
}

it('has room for words of any length, in both languages', async () => {
  await Promise.all([walk('fr'), walk('en')]);
  expect(found.takeFaults()).toEqual([]);
}, 120_000);
