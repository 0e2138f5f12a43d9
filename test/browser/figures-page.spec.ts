import { describe, expect, it } from '@jest/globals';
import { sampleStats } from '../../apps/web/fixtures/figures.js';
import { judge } from './manager-screens.js';
import { oneBrowser } from './one-browser.js';
import { SeededManager } from './seeded-manager-page.js';

/** The figures on seeded answers: a crowded year and an empty store, at three widths, in both themes and languages. */
const browser = oneBrowser();
const STATS = 'GET /v1/stores/lyon/stats';

describe.each(['fr', 'en'] as const)('the figures in %s', (language) => {
  it('have room at every width and no fault that axe finds, crowded and empty', async () => {
    const manager = await SeededManager.open(browser(), language);
    await manager.show(null);
    await manager.press('manager_figures');
    await manager.page
      .getByRole('heading', { name: manager.texts.say('figures_hours'), exact: true })
      .waitFor();
    await judge(manager.page, `figures-year-${language}`);
    // Waits by day are not drawn for a year.
    expect(await manager.page.getByRole('img').count()).toBe(1);
    await manager.show(null, { [STATS]: sampleStats('2026-11-23', '2026-11-29', { empty: true }) });
    await manager.press('manager_figures');
    await manager.page.getByText(manager.texts.say('figures_empty'), { exact: true }).waitFor();
    await judge(manager.page, `figures-empty-${language}`);
    expect(await manager.page.getByRole('img').count()).toBe(0);
  }, 60_000);
});

it('prints a week on one page', async () => {
  const manager = await SeededManager.open(browser(), 'fr');
  await manager.show(null, { [STATS]: sampleStats('2026-11-23', '2026-11-29') });
  await manager.press('manager_figures');
  await manager.page
    .getByRole('heading', { name: manager.texts.say('figures_hours'), exact: true })
    .waitFor();
  const pdf = await manager.page.pdf({
    format: 'A4',
    margin: { top: '1cm', right: '1cm', bottom: '1cm', left: '1cm' },
    path: process.env['CURBLINE_SHOTS'] && `${process.env['CURBLINE_SHOTS']}/week.pdf`,
  });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
}, 30_000);
