import { expect, it } from 'vitest';
import type { PickupsPage, StoreStats } from '@curbline/contracts/http';
import { PickupHistoryService } from '@curbline/order-service';
import { type CookieJar, generateHistory } from '@curbline/simulation';
import { DEMO_STORES } from '../../src/demo/demo-stores.js';
import { until } from '../e2e/running.js';
import { managedStore } from './managed-store.js';

/** The figures that the page shows are those that the API answers, for pickups that people lived through. */
const managed = managedStore();

/** A customer who came; claimed and handed over unless they wait on. */
async function pickUp(board: CookieJar, { handedOver }: { handedOver: boolean }): Promise<void> {
  const { placed, phone } = await managed.running.customer();
  await phone.here({});
  if (!handedOver) return;
  await managed.running.act(board, placed.order.id, 'claim');
  await managed.running.act(board, placed.order.id, 'hand-over', { proof: 'none', reason: 'known_customer' });
}

it('shows what the API answers, and the pickups behind a figure down to one timeline', async () => {
  const board = await managed.running.handheld();
  const api = await managed.running.manager();
  const at = `/v1/stores/${managed.running.store.id}`;
  let stats!: StoreStats;
  const inFigures = (handedOver: number, waiting: number, withinMs?: number): Promise<void> =>
    until(
      `${handedOver} hand-overs and ${waiting} waiting in the figures`,
      async () => {
        stats = await api.send('GET', `${at}/stats`);
        return stats.figures.handedOver === handedOver && stats.now?.waiting === waiting;
      },
      withinMs,
    );
  for (let i = 1; i <= 3; i += 1) {
    await pickUp(board, { handedOver: true });
    await inFigures(i, 0, 2_000);
  }
  await pickUp(board, { handedOver: false });
  await inFigures(3, 1);

  const { page, texts, press, complaints } = await managed.open('en');
  await page.getByLabel(texts.say('manager_store')).selectOption(managed.running.store.id);
  await press('manager_figures');
  await page.getByLabel(texts.say('figures_range')).selectOption('today');
  const percent = `${Math.round(stats.figures.wait.withinGoalPercent!)}\u00a0%`;
  await page
    .getByText(texts.say('figures_headline', { percent, goal: '2\u00a0min' }), { exact: true })
    .waitFor();
  const shown = async (key: string): Promise<string> => {
    const text = await page.getByRole('button', { name: new RegExp(`^${texts.say(key)} `) }).innerText();
    return text.split('\n')[1]!;
  };
  expect(await shown('figures_n')).toBe(String(stats.figures.wait.n));
  expect(await shown('figures_corrected')).toBe(String(stats.figures.corrected.count));
  expect(await shown('figures_missed_signal')).toBe(String(stats.figures.missedSignal.count));
  // Too few waits for a 95th percentile.
  expect(stats.figures.wait).toMatchObject({ n: 3, p95S: null });
  expect(await shown('figures_p95')).toBe('–');

  let letAnswer!: () => void;
  const mayAnswer = new Promise<void>((resolve) => (letAnswer = resolve));
  await page.route('**/pickups?*mark=judged*', async (route) => {
    await mayAnswer;
    await route.continue();
  });
  const asked = page.waitForRequest('**/pickups?*mark=judged*');
  await page.getByRole('button', { name: new RegExp(`^${texts.say('figures_n')} `) }).press('Enter');
  await asked;
  const judged = await api.send<PickupsPage>('GET', `${at}/pickups?mark=judged`);
  expect(judged.total).toBe(3);
  const list = page.getByRole('region', {
    name: texts.say('figures_pickups_of', { name: texts.say('figures_n') }),
  });
  // No pickup of the list before stands under the new heading.
  await list.waitFor();
  expect(await list.getByRole('row').count()).toBe(0);
  letAnswer();
  await list.getByText(texts.say('figures_pickups_count', { count: judged.total })).waitFor();
  expect(await list.getByRole('row').count()).toBe(1 + judged.total);
  const order = judged.pickups[0]!.shortCode!;
  await list.getByRole('button', { name: texts.say('figures_timeline_open', { order }) }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('listitem')
    .filter({ hasText: texts.say('figures_event_order_handed_over') })
    .waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    list.getByRole('link', { name: texts.say('figures_pickups_csv') }).click(),
  ]);
  const lines = (await download.createReadStream().then((stream) => stream.toArray()))
    .join('')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(1 + judged.total);
  expect(complaints).toEqual([]);
}, 120_000);

it('leads an admin from all stores, sorted by their share within the goal, to the figures of the worst', async () => {
  const [, worst] = DEMO_STORES;
  const { timeZone } = worst.settings;
  // Within the last seven days, whatever day it is here and at the store.
  const from = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
  await managed.running.app
    .get(PickupHistoryService, { strict: false })
    .record(worst.id, generateHistory({ seed: 4, from, days: 4, timeZone, pickups: 60 }));

  const { page, texts, press, complaints } = await managed.open('en');
  await press('manager_stores');
  const heading = page.getByRole('button', { name: texts.say('figures_col_share'), exact: true });
  await heading.press('Enter');
  await page.locator('th[aria-sort=ascending]').filter({ has: heading }).waitFor();
  const first = page.getByRole('table').getByRole('rowheader').first();
  expect(await first.innerText()).toBe(worst.settings.name);
  await first.getByRole('button').press('Enter');
  await page.getByRole('heading', { name: texts.say('manager_figures'), exact: true }).waitFor();

  const range = page.getByLabel(texts.say('figures_range'));
  expect(await range.inputValue()).toBe('last_7_days');
  const api = await managed.running.manager();
  const day = (daysAgo: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now() - daysAgo * 86_400_000);
  const stats = await api.send<StoreStats>('GET', `/v1/stores/${worst.id}/stats?from=${day(6)}&to=${day(0)}`);
  expect(stats.figures.wait.missed).toBeGreaterThan(0);
  const shown = page.getByRole('button', { name: new RegExp(`^${texts.say('figures_n')} `) });
  await shown.waitFor();
  expect((await shown.innerText()).split('\n')[1]).toBe(String(stats.figures.wait.n));
  expect(
    await page.getByRole('combobox', { name: texts.say('manager_store'), exact: true }).inputValue(),
  ).toBe(worst.id);
  expect(complaints).toEqual([]);
}, 60_000);
