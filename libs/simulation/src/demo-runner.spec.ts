import { describe, expect, it } from 'vitest';
import type { Card } from '@curbline/contracts/events';
import { isHere, runnerStep, servicePlan, type ServicePlan } from './demo-runner.js';

const PLAN: ServicePlan = { goesAhead: false, claimAfterS: 10, walkS: 30 };
const AHEAD: ServicePlan = { ...PLAN, goesAhead: true };
const lea = { staffId: 'lea', name: 'Léa' };

/** What the runners look at of a card. */
const card = (order: Partial<Card['order']>, trip: Partial<Card['trip']> = {}): Card =>
  ({
    order: { state: 'ready', claimedBy: null, ...order },
    trip: { state: 'arrived', ...trip },
    arrival: { confirmed: true },
  }) as Card;

const ON_THE_WAY = { hereSince: null, claimedAt: null };
const HERE = { hereSince: 100, claimedAt: null };
const CLAIMED = { hereSince: 100, claimedAt: 110 };

describe('simulated people of a shop', () => {
  it('claim somebody who is here after a while, and hand over after the walk', () => {
    expect(runnerStep(card({}), HERE, PLAN, 109)).toBeNull();
    expect(runnerStep(card({}), HERE, PLAN, 110)).toBe('claim');
    expect(runnerStep(card({ claimedBy: lea }), CLAIMED, PLAN, 139)).toBeNull();
    expect(runnerStep(card({ claimedBy: lea }), CLAIMED, PLAN, 140)).toBe('hand_over');
  });

  it('go ahead of somebody who comes near, and hand over once they are here', () => {
    const near = card({}, { state: 'approaching' });
    expect(runnerStep(near, ON_THE_WAY, AHEAD, 50)).toBe('claim');
    expect(runnerStep(near, ON_THE_WAY, PLAN, 50)).toBeNull();
    const claimed = card({ claimedBy: lea });
    expect(runnerStep(claimed, { hereSince: null, claimedAt: 50 }, AHEAD, 500)).toBeNull();
    expect(runnerStep(claimed, { hereSince: 100, claimedAt: 50 }, AHEAD, 129)).toBeNull();
    expect(runnerStep(claimed, { hereSince: 100, claimedAt: 50 }, AHEAD, 130)).toBe('hand_over');
  });

  it('leave to a visitor what the visitor has claimed, or has taken back from them', () => {
    expect(runnerStep(card({ claimedBy: lea }), HERE, PLAN, 10_000)).toBeNull();
    expect(runnerStep(card({ claimedBy: null }), CLAIMED, PLAN, 10_000)).toBeNull();
  });

  it('wait for an order that is not ready, and are done with one that is handed over', () => {
    expect(runnerStep(card({ state: 'preparing' }), HERE, PLAN, 10_000)).toBeNull();
    expect(runnerStep(card({ state: 'handed_over' }), CLAIMED, PLAN, 10_000)).toBeNull();
  });

  it('take somebody for here only once the arrival is confirmed', () => {
    expect(isHere(card({}))).toBe(true);
    expect(isHere({ ...card({}), arrival: { confirmed: false } } as Card)).toBe(false);
    expect(isHere(card({}, { state: 'approaching' }))).toBe(false);
  });

  it('serve nine in ten within two minutes, and let a visitor be first with their own customer', () => {
    const plans = Array.from({ length: 1_000 }, (_, seed) => servicePlan(seed, false));
    const quick = plans.filter(({ claimAfterS, walkS }) => claimAfterS + walkS < 120);
    expect(quick.length).toBeGreaterThan(850);
    expect(quick.length).toBeLessThan(990);
    expect(servicePlan(3, true)).toMatchObject({ goesAhead: false, claimAfterS: 45 });
    expect(servicePlan(3, false)).toEqual(servicePlan(3, false));
  });
});
