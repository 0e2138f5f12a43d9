/** The ranges that a manager may ask for, and the range that each is compared with. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreStats } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
import { live } from './lived-visits.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

async function liveOn(instant: string, storeId: string, waits: readonly number[]): Promise<void> {
  setup.clock.advance(Date.parse(instant) - setup.clock.now());
  const staff = await setup.staff(storeId, 'Léa');
  for (const waitS of waits) await live({ setup, shop, storeId, staff }, { noticeS: 600, waitS });
}

describe('a range of days', () => {
  it.each([
    ['ten years', '?from=2016-03-11&to=2026-03-11', 'from'],
    ['ten years, up to today', '?from=2016-03-11', 'from'],
    ['one that ends before it begins', '?from=2026-03-11&to=2026-03-10', 'to'],
    ['one that is still to come', '?from=2126-03-11', 'from'],
    ['a day that does not exist', '?from=2026-02-30&to=2026-03-10', 'from'],
    ['a field that does not exist', '?since=2026-03-11', 'since'],
  ])('is refused for %s, with the field and the remedy', async (_, query, field) => {
    const storeId = await setup.store();
    const manager = await setup.manager(storeId);
    const { status, body } = await manager.get<{
      code: string;
      errors: { field: string; message: string }[];
    }>(`/v1/stores/${storeId}/stats${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
    expect(body.errors[0]?.message.length).toBeGreaterThan(10);
  });

  it('is compared with the days before', async () => {
    const storeId = await setup.store({ goalS: 120 });
    await liveOn('2026-03-17T09:00:00Z', storeId, [60, 90]);
    await liveOn('2026-03-18T09:00:00Z', storeId, [60, 300]);
    const manager = await setup.manager(storeId);
    const { body: stats } = await manager.get<StoreStats>(
      `/v1/stores/${storeId}/stats?from=2026-03-18&to=2026-03-18`,
    );
    expect(stats.before.figures.wait).toMatchObject({ n: 2, withinGoalPercent: 100 });
    expect(stats.insight).toMatchObject({
      withinGoalPercent: 50,
      change: -50,
      cause: { weekday: 3, hour: 10, missed: 1, missedSharePercent: 100 },
    });
  });
});
