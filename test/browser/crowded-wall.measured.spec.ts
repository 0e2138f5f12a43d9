import { describe, expect, it } from 'vitest';
import type { CrowdSize } from './crowded-store.js';
import { resize } from './measured-pages.js';
import { openCrowdedStore } from './seeded-board.js';
import { oneMeasuringBrowser } from './one-browser.js';

/**
 * A wall on the worst day: nobody can scroll it, so it shows the longest wait always and everybody else in turn,
 * and it is locked. (experience S1, S8.)
 */
const LANGUAGES = ['fr', 'en'] as const;
const SIZES = ['s', 'm', 'l'] as const;
const WALLS = [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [1080, 1920],
] as const;
const FULL: CrowdSize = { here: 15, others: 6, visitors: 2 };

const { browser, found } = oneMeasuringBrowser();

describe('a crowded wall', () => {
  it.each(LANGUAGES)(
    'shows bay and clock in full size, and cuts nothing (%s)',
    async (language) => {
      const board = await openCrowdedStore(
        browser(),
        language,
        { here: 60, others: 12, visitors: 3 },
        'worst',
        {
          device: 'wall',
        },
      );
      const { page } = board;
      await page.locator('.here article').first().waitFor();
      for (const screen of WALLS) {
        for (const size of SIZES) {
          await board.look(size === 's' ? 'dark' : 'light', size);
          await resize(page, screen);
          const seen = await found.look(page, `wall ${language} ${screen.join('×')} ${size}`);
          expect(seen.scrollers).toEqual([]);
          const sizes = await page.evaluate<number[]>(
            `[...document.querySelectorAll('.here article .label, .here article time')]
            .map((e) => parseFloat(getComputedStyle(e).fontSize))`,
          );
          const lines = Math.min(screen[0], screen[1]);
          expect(Math.min(...sizes) / (lines / 1080)).toBeGreaterThanOrEqual(58);
        }
      }
      await board.close();
      expect(found.takeFaults()).toEqual([]);
    },
    90_000,
  );

  it('keeps the longest wait in sight, and pages calmly through all the others', async () => {
    const board = await openCrowdedStore(browser(), 'en', { here: 15, others: 9 }, 'plain', {
      device: 'wall',
    });
    const { page } = board;
    await resize(page, WALLS[1]);
    const codes = (column: string): Promise<string[]> =>
      page.locator(`section.${column} .code`).allTextContents();
    const counted = Number(await page.locator('section.arriving b').textContent());
    expect(counted).toBeGreaterThanOrEqual(6);
    const seen = new Set<string>();
    const coming = new Set<string>();
    const deadline = Date.now() + 40_000;
    while ((seen.size < 15 || coming.size < counted) && Date.now() < deadline) {
      const now = await codes('here');
      expect(now[0]).toBe('K100');
      for (const code of now) seen.add(code);
      for (const code of await codes('arriving')) coming.add(code);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect([seen.size, coming.size]).toEqual([15, counted]);
    expect(await page.locator('section.here .range').textContent()).toMatch(/^\d+–\d+ of 15$/);
    await board.close();
  }, 60_000);

  it('is locked: a tap opens nothing, its clock held for three seconds opens the settings', async () => {
    const board = await openCrowdedStore(browser(), 'fr', FULL, 'worst', { device: 'wall' });
    const { page } = board;
    await resize(page, WALLS[1]);
    await page.locator('.here article').first().waitFor();
    const clock = page.getByRole('button');
    expect(await clock.count()).toBe(1);
    await clock.click();
    await page.keyboard.press('Enter');
    expect(await page.locator('dialog').count()).toBe(0);
    await clock.hover();
    await page.mouse.down();
    await page.locator('dialog').waitFor({ timeout: 6_000 });
    await page.mouse.up();
    await found.look(page, 'settings of a wall');
    await board.close();
    expect(found.takeFaults()).toEqual([]);
  }, 60_000);
});
