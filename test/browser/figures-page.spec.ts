import { describe, expect, it } from 'vitest';
import { sampleStats } from '../../apps/web/fixtures/figures.js';
import { sampleStoresTable } from '../../apps/web/fixtures/stores-table.js';
import { judge } from './manager-screens.js';
import { oneBrowser } from './one-browser.js';
import { problemOf } from './seeded-pages.js';
import { SeededManager } from './seeded-manager-page.js';

/** The figures on seeded answers: a crowded year and an empty store, at three widths, in both themes and languages. */
const browser = oneBrowser();
const NO_STORES = sampleStoresTable([], '2026-11-23', '2026-11-29');
const STATS = 'GET /v1/stores/lyon/stats';
const ID = '7f7f7f7f-7f7f-4f7f-8f7f-7f7f7f7f7f7f';

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

  it('of stores beside each other have room at every width and no fault that axe finds', async () => {
    const manager = await SeededManager.open(browser(), language);
    const { page, texts } = manager;
    await manager.show(null);
    await manager.press('manager_stores');
    const table = page.getByRole('table');
    await table.waitFor();
    await judge(page, `stores-${language}`);
    // One small chart a store, on one scale; where nobody waited it says so.
    expect(await table.getByRole('img').count()).toBe(4);
    await table.getByRole('img', { name: texts.say('figures_not_judged'), exact: true }).waitFor();
    await manager.show(null, { 'GET /v1/stats/stores': NO_STORES });
    await manager.press('manager_stores');
    await page.getByRole('button', { name: texts.say('stores_all'), exact: true }).waitFor();
    await manager.show(null, { 'GET /v1/stats/stores': problemOf(503, 'unavailable') });
    await manager.press('manager_stores');
    await page.getByRole('alert').filter({ hasText: 'unavailable' }).waitFor();
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

it('finds a store where there are more than a list shows, and stays with it', async () => {
  const manager = await SeededManager.open(browser(), 'fr');
  const { page, texts } = manager;
  const found = { id: 'bron', name: 'Halle de Bron', address: '1 rue du Fort, Bron' };
  const listed = { id: 'lyon', name: 'Halle de la Tête' };
  await manager.show(null, {
    'GET /v1/me': { staffId: ID, name: 'Léa', role: 'admin', stores: [listed], moreStores: true },
    'GET /v1/stores': { stores: [found], next: null },
  });
  await page.getByRole('searchbox', { name: texts.say('manager_find_store') }).fill('bron');
  const choice = page.getByRole('button', { name: /Halle de Bron/ });
  await choice.waitFor();
  await judge(page, 'find-store-fr');
  await choice.click();
  const chosen = page.getByRole('banner').getByRole('combobox');
  await chosen.waitFor();
  expect(await chosen.inputValue()).toBe('bron');
}, 60_000);
