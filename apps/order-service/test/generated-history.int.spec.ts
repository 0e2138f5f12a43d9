/** Whatever a store's past was: the parts of its figures add up, and the list has what the figures count. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainStats, PickupsPage, StoreStats } from '@curbline/contracts/http';
import { PickupHistoryService } from '@curbline/order-service';
import { generateHistory, type HistoryPlan } from '@curbline/simulation';
import { SeededRandom } from '@curbline/testkit';
import fc from 'fast-check';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const SEED = 20_260_701;
const SERVICES = ['curbside', 'walk_in', 'drive_through'] as const;

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

interface Store {
  readonly storeId: string;
  readonly manager: Caller;
}

async function storeWith(plan: Omit<HistoryPlan, 'from' | 'days'>): Promise<Store> {
  const storeId = await setup.store({ timeZone: plan.timeZone });
  const history = generateHistory({ ...plan, from: '2026-02-20', days: 14 });
  expect(await setup.app.get(PickupHistoryService, { strict: false }).record(storeId, history)).toBe(
    plan.pickups,
  );
  return { storeId, manager: await setup.manager(storeId) };
}

const sum = <Part>(parts: readonly Part[], of: (part: Part) => number): number =>
  parts.reduce((total, part) => total + of(part), 0);

async function statsOf({ storeId, manager }: Store, from: string, to: string): Promise<StoreStats> {
  return (await manager.get<StoreStats>(`/v1/stores/${storeId}/stats?from=${from}&to=${to}`)).body;
}

async function totalOf({ storeId, manager }: Store, query: string): Promise<number> {
  return (await manager.get<PickupsPage>(`/v1/stores/${storeId}/pickups?${query}&limit=1`)).body.total;
}

function expectToAddUp({ figures, byService, byEvidence, days, heatMap }: StoreStats): void {
  const { wait, split } = figures;
  expect(split.earlyMs + split.shortNoticeMs + split.storeMs).toBe(split.totalMs);
  const partitions: (readonly { readonly n: number; readonly missed: number }[])[] = [
    byService.map((group) => group.wait),
    byEvidence.map((group) => group.wait),
    days.map((day) => day.wait),
    heatMap,
  ];
  for (const parts of partitions) {
    expect(sum(parts, ({ n }) => n)).toBe(wait.n);
    expect(sum(parts, ({ missed }) => missed)).toBe(wait.missed);
  }
  expect(sum(byEvidence, ({ arrivals }) => arrivals)).toBe(figures.arrivals);
  expect(sum(days, ({ handedOver }) => handedOver)).toBe(figures.handedOver);
  expect(sum(days, ({ abandoned }) => abandoned)).toBe(figures.abandoned.count);
  expect(sum(days, ({ notCollected }) => notCollected)).toBe(figures.notCollected.count);
  expect(figures.arrivals + figures.missedSignal.count).toBe(figures.pickups);
  expect(figures.handedOver + figures.abandoned.count).toBe(figures.pickups);
  if (wait.n > 0) {
    const worst = Math.max(...days.map((day) => day.wait.worstS ?? 0));
    expect(wait.worstS).toBe(worst);
    expect(wait.medianS).toBeLessThanOrEqual(wait.p90S ?? 0);
    expect(wait.p90S).toBeLessThanOrEqual(wait.worstS ?? 0);
    expect(wait.p95S === null).toBe(wait.n < 20);
  }
}

describe(`any generated history (seed ${SEED})`, () => {
  it('has parts that add up, over all days and over some of them', async () => {
    const plans = fc.record({
      seed: fc.nat(),
      pickups: fc.integer({ min: 1, max: 400 }),
      timeZone: fc.constantFrom(
        'Europe/Paris',
        'America/New_York',
        'Asia/Kolkata',
        'Pacific/Auckland',
        'UTC',
      ),
    });
    const random = new SeededRandom(SEED);
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const store = await storeWith(plan);
        const whole = await statsOf(store, '2026-02-19', '2026-03-07');
        expectToAddUp(whole);
        const between = 21 + random.integer(0, 6);
        const [first, second] = [
          await statsOf(store, '2026-02-19', `2026-02-${between}`),
          await statsOf(store, `2026-02-${between + 1}`, '2026-03-07'),
        ];
        expectToAddUp(first);
        for (const count of ['handedOver', 'arrivals', 'pickups'] as const)
          expect(first.figures[count] + second.figures[count]).toBe(whole.figures[count]);
        expect(first.figures.split.totalMs + second.figures.split.totalMs).toBe(whole.figures.split.totalMs);
        const range = 'from=2026-02-19&to=2026-03-07';
        expect(await totalOf(store, `${range}&mark=judged`)).toBe(whole.figures.wait.n);
        const [reported] = await setup.dataSource.query<{ judged: number }[]>(
          'SELECT count(*)::integer AS judged FROM pickup_report_view WHERE store_id = $1 AND is_judged',
          [store.storeId],
        );
        expect(reported?.judged).toBe(whole.figures.wait.n);
        expect(await totalOf(store, `${range}&mark=overtaken`)).toBe(whole.figures.overtaken.count);
        expect(await totalOf(store, `${range}&outcome=abandoned`)).toBe(whole.figures.abandoned.count);
        const services = await Promise.all(
          SERVICES.map((service) => totalOf(store, `${range}&service=${service}`)),
        );
        expect(sum(services, (n) => n)).toBe(plan.pickups);
      }),
      { numRuns: 12, seed: SEED },
    );
  }, 240_000);

  it('is recorded once, and the chain has the sum of its stores', async () => {
    const plan = { seed: 3, pickups: 300, timeZone: 'Europe/Paris' };
    const { storeId } = await storeWith(plan);
    const again = generateHistory({ ...plan, from: '2026-02-20', days: 14 });
    await setup.app.get(PickupHistoryService, { strict: false }).record(storeId, again);
    const admin = await setup.manager(null);
    const { body } = await admin.get<ChainStats>('/v1/stats?from=2026-02-19&to=2026-03-07');
    expect(sum(body.stores, ({ wait }) => wait.n)).toBe(body.figures.wait.n);
    expect(sum(body.stores, ({ handedOver }) => handedOver)).toBe(body.figures.handedOver);
    const own = body.stores.find((store) => store.storeId === storeId);
    const manager = await setup.manager(storeId);
    const { figures } = await statsOf({ storeId, manager }, '2026-02-19', '2026-03-07');
    expect(own?.wait).toEqual(figures.wait);
    expect(figures.pickups + figures.notCollected.count).toBe(plan.pickups);
  }, 60_000);
});
