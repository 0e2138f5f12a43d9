import { describe, expect, it } from 'vitest';
import type { PastPickup } from '@curbline/contracts/http';
import { splitWait } from '@curbline/domain/wait';
import { demoDay, demoDaysBefore, type DemoPast, demoPickupsOf } from './demo-history.js';

const TODAY = '2026-03-31';
const DAYS = demoDaysBefore(TODAY);
const PAST: DemoPast = { seed: 20_260, firstDay: DAYS[0]!, timeZone: 'Europe/Paris', pickupsADay: 110 };
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

/** The store's part of a wait, which the goal judges; seconds. */
function judgedS({ arrival, endedAt, windowFrom, firstSignAt }: PastPickup): number {
  const arrivedAt = arrival!.at;
  return splitWait({ arrivedAt, endedAt, windowFrom, firstSignAt, leadMs: 120_000 }).storeMs / 1000;
}

const servedOf = (pickups: readonly PastPickup[]): PastPickup[] =>
  pickups.filter(({ ended, arrival }) => ended === 'handed_over' && arrival !== null);

function withinGoal(pickups: readonly PastPickup[]): number {
  const served = servedOf(pickups);
  return (100 * served.filter((pickup) => judgedS(pickup) < 120).length) / served.length;
}

const shareOf = (pickups: readonly PastPickup[], is: (pickup: PastPickup) => boolean): number =>
  pickups.filter(is).length / pickups.length;

const hourOf = (at: number): number =>
  Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: PAST.timeZone, hour: '2-digit', hourCycle: 'h23' }).format(
      at,
    ),
  );

describe('the past of the demonstration', () => {
  it('is the fourteen days before today', () => {
    expect(DAYS).toHaveLength(14);
    expect([DAYS[0], DAYS.at(-1)]).toEqual(['2026-03-17', '2026-03-30']);
  });

  it('is the same for the same seed and day, whenever it is made', () => {
    const pickups = demoPickupsOf(PAST, DAYS[3]!);
    expect(demoPickupsOf(PAST, DAYS[3]!)).toEqual(pickups);
    expect(demoPickupsOf(PAST, DAYS[4]!)).not.toEqual(pickups);
    expect(demoPickupsOf({ ...PAST, seed: 2 }, DAYS[3]!)).not.toEqual(pickups);
  });

  it('has one Saturday with too few people in any fourteen days, and on a first start it was the last one', () => {
    for (let start = 0; start < 40; start += 1) {
      const days = demoDaysBefore(
        new Date(Date.parse(TODAY) + start * 86_400_000).toISOString().slice(0, 10),
      );
      expect(days.filter((day) => demoDay(PAST, day).shortStaffed)).toHaveLength(1);
      const fresh = { ...PAST, firstDay: days[0]! };
      expect(days.findIndex((day) => demoDay(fresh, day).shortStaffed)).toBeGreaterThanOrEqual(7);
    }
  });

  it.each(SEEDS)('shows with seed %i a shop that does well but for that evening', (seed) => {
    const past = { ...PAST, seed };
    const bad = DAYS.find((day) => demoDay(past, day).shortStaffed)!;
    const usual = DAYS.filter((day) => day !== bad).flatMap((day) => demoPickupsOf(past, day));
    expect(withinGoal(usual)).toBeGreaterThan(85);
    expect(withinGoal(usual)).toBeLessThan(93);
    expect(withinGoal(demoPickupsOf(past, bad))).toBeLessThan(75);
    const evening = servedOf(demoPickupsOf(past, bad)).filter(({ arrival }) => hourOf(arrival!.at) === 17);
    expect(withinGoal(evening)).toBeLessThan(50);
  });

  it('has customers of every kind, while the shop is open, and more at noon and after work', () => {
    const all = DAYS.flatMap((day) => demoPickupsOf(PAST, day));
    expect(shareOf(all, ({ sharedPosition }) => !sharedPosition)).toBeGreaterThan(0.3);
    expect(shareOf(all, ({ ended }) => ended === 'left')).toBeGreaterThan(0.005);
    expect(shareOf(all, ({ ended }) => ended === 'not_collected')).toBeGreaterThan(0.015);
    const early = ({ arrival, windowFrom }: PastPickup): boolean =>
      arrival !== null && windowFrom !== null && arrival.at < windowFrom;
    expect(shareOf(all, early)).toBeGreaterThan(0.03);
    expect(shareOf(all, early)).toBeLessThan(0.12);
    const hours = all.flatMap(({ arrival }) => (arrival ? [hourOf(arrival.at)] : []));
    const at = (hour: number): number => hours.filter((other) => other === hour).length;
    expect(hours.every((hour) => hour >= 8 && hour < 20)).toBe(true);
    expect(at(12)).toBeGreaterThan(1.3 * at(14));
    expect(at(17)).toBeGreaterThan(2 * at(9));
    for (const { arrival, endedAt } of servedOf(all)) expect(endedAt).toBeGreaterThan(arrival!.at);
  });
});
