import { describe, expect, it } from 'vitest';
import { type DemoCustomerPlan, demoCustomers } from './demo-customers.js';

const DAY = '2026-06-01';

function first(count: number, seed = 1, day = DAY): DemoCustomerPlan[] {
  const customers = demoCustomers(seed, day, 'fr');
  return Array.from({ length: count }, () => customers.next().value as DemoCustomerPlan);
}

describe('the customers of a day of the demonstration', () => {
  it('are the same for the same seed and day', () => {
    expect(first(50)).toEqual(first(50));
    expect(first(50, 2)).not.toEqual(first(50));
    expect(first(50, 1, '2026-06-02')).not.toEqual(first(50));
  });

  it('begin with one of each kind', () => {
    const kinds = new Set(first(10).map(({ manner }) => manner));
    expect([...kinds].toSorted()).toEqual(
      ['declares', 'early', 'gives_up', 'lost', 'on_foot', 'order_late', 'shares', 'wrong_store'].toSorted(),
    );
  });

  it('mostly share their position later on, and all come as people do', () => {
    const later = first(2_000).slice(10);
    const share = (manner: string): number =>
      later.filter((plan) => plan.manner === manner).length / later.length;
    expect(share('shares')).toBeGreaterThan(0.45);
    expect(share('shares')).toBeLessThan(0.55);
    expect(share('declares')).toBeGreaterThan(0.22);
    expect(share('wrong_store')).toBeGreaterThan(0.005);
    for (const plan of later) {
      expect(plan.afterS).toBeGreaterThanOrEqual(28);
      expect(plan.afterS).toBeLessThan(110);
      expect(plan.lengthM).toBeLessThan(3_000);
      expect(plan.bayAt).toBeLessThan(1);
    }
  });

  it('come quickly at first, and in waves', () => {
    const plans = first(400);
    expect(plans.slice(0, 3).map(({ afterS }) => afterS)).toEqual([6, 6, 6]);
    const pauses = plans.slice(10).map(({ afterS }) => afterS);
    expect(pauses.filter((s) => s < 55).length).toBeGreaterThan(200);
    expect(pauses.filter((s) => s >= 60).length).toBeGreaterThan(60);
  });
});
