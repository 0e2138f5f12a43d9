import { describe, expect, it } from 'vitest';
import { crowdedStore, deviceSession, type Kind } from './crowded-store.js';
import { resize } from './measured-pages.js';
import { oneMeasuringBrowser } from './one-browser.js';
import { seriousFaults } from './pages.js';
import { SeededBoard } from './seeded-board.js';
import { Texts } from './texts.js';

/** The red screen of a board that comes back to people who waited: readable everywhere, and gone when somebody knows. */
const LANGUAGES = ['fr', 'en'] as const;
const SCREENS = [
  [320, 640],
  [360, 740],
  [768, 1024],
  [1280, 800],
  [1920, 1080],
  [740, 360],
] as const;
const TARGET = 56;
const MINUTE_MS = 60_000;

const { browser, found } = oneMeasuringBrowser();

/** A board on which everybody who is here, and to whom nobody goes, waited in the dark. */
function darkScene(language: 'fr' | 'en', device: 'handheld' | 'wall', kind: Kind, here: number) {
  const now = Date.now();
  const crowd = crowdedStore({ here, others: 1 }, kind, language, now);
  const cards = crowd.cards.map((card) => ({
    ...card,
    order: { ...card.order, claimedBy: null, claimedAt: null },
  }));
  const orderIds = cards
    .filter(({ trip }) => trip.state === 'arrived')
    .map(({ orderId }) => orderId)
    .slice(0, here);
  const darkness = { since: new Date(now - 30 * MINUTE_MS).toISOString(), orderIds };
  return { session: deviceSession(device, kind, language), snapshot: { ...crowd, cards, darkness } };
}

const red = (board: SeededBoard) => board.page.getByRole('alertdialog');

describe.each(LANGUAGES)('the red screen (%s)', (language) => {
  const texts = new Texts(language);
  const open = (scene: SeededBoard['scene']): Promise<SeededBoard> =>
    SeededBoard.open(browser(), { locale: language === 'fr' ? 'fr-FR' : 'en-GB' }, scene);
  const seen = (board: SeededBoard) =>
    red(board).getByRole('button', { name: texts.say('board_dark_seen'), exact: true });

  it('clips nothing at any width and size of text, on a handheld and on a wall', async () => {
    const board = await open(darkScene(language, 'handheld', 'worst', 6));
    await red(board).waitFor();
    for (const screen of SCREENS)
      for (const size of ['s', 'm', 'l'] as const) {
        await board.look(size === 'm' ? 'dark' : 'light', size);
        await resize(board.page, screen);
        await found.look(board.page, `red ${language} ${screen.join('×')} ${size}`, { target: TARGET });
      }
    expect(await seriousFaults(board.page)).toEqual([]);
    await board.show(darkScene(language, 'wall', 'plain', 2));
    await red(board).waitFor();
    await resize(board.page, [1920, 1080]);
    await found.look(board.page, `red wall ${language}`, { target: TARGET });
    await board.close();
    expect(found.takeFaults()).toEqual([]);
  }, 120_000);

  it('is there until somebody knows, over a reload too, and is not told twice', async () => {
    const scene = darkScene(language, 'handheld', 'plain', 1);
    const board = await open(scene);
    await red(board)
      .getByRole('heading', { name: texts.say('board_dark_one'), exact: true })
      .waitFor();
    await board.page.keyboard.press('Escape');
    await board.page.keyboard.press('Enter');
    const { darkness: _told, ...light } = scene.snapshot;
    // The store has a board again: its snapshot tells of no darkness any more.
    await board.show({ ...scene, snapshot: light });
    await seen(board).click();
    await red(board).waitFor({ state: 'detached' });
    await board.show({ ...scene, snapshot: light });
    await board.page.getByRole('article').first().waitFor();
    expect(await red(board).count()).toBe(0);
    await board.close();
  }, 60_000);

  it('ends when somebody goes to the last of them, on whatever screen', async () => {
    const scene = darkScene(language, 'handheld', 'plain', 1);
    const board = await open(scene);
    await red(board).waitFor();
    const claimedBy = { staffId: 'lea', name: 'Léa' };
    const cards = scene.snapshot.cards.map((card) => ({ ...card, order: { ...card.order, claimedBy } }));
    const { darkness: _told, ...light } = scene.snapshot;
    await board.show({ ...scene, snapshot: { ...light, cards } });
    await board.page.getByRole('article').first().waitFor();
    // What the device kept may still say so until the store's answer is there.
    await expect.poll(() => red(board).count(), { timeout: 25_000 }).toBe(0);
    await board.close();
  }, 60_000);
});
