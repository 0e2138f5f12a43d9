/**
 * What the simulated people of a shop do about one order on their board. They do well: mostly somebody is on the way out
 * within seconds, now and then it takes longer. Whatever somebody else has claimed is left to them.
 */
import type { Card } from '@curbline/contracts/events';
import { SeededRandom } from './random.js';

/** How one order is served. Simulated seconds. */
export interface ServicePlan {
  /** Whether somebody goes out as soon as the car is near. */
  readonly goesAhead: boolean;
  /** From the arrival on the board to the claim. */
  readonly claimAfterS: number;
  /** From the claim, or the arrival where that is later, to the hand-over. */
  readonly walkS: number;
}

/** The same order has the same plan. @param seed of the order @param slow for somebody who may be served by a visitor */
export function servicePlan(seed: number, slow: boolean): ServicePlan {
  const random = new SeededRandom(seed);
  const goesAhead = random.next() < 0.4;
  const searched = random.next() < 0.08;
  return {
    goesAhead: goesAhead && !slow,
    claimAfterS: slow ? 45 : random.between(4, 24),
    walkS: random.between(18, 40) + (searched ? random.between(50, 120) : 0),
  };
}

/** What the runners remember of an order. Instants are of a clock of theirs that runs at the pace, seconds. */
export interface Served {
  readonly hereSince: number | null;
  readonly claimedAt: number | null;
}

export type RunnerStep = 'claim' | 'hand_over' | null;

/** @param now on the runners' clock */
export function runnerStep(
  card: Card,
  { hereSince, claimedAt }: Served,
  plan: ServicePlan,
  now: number,
): RunnerStep {
  if (card.order.state !== 'ready') return null;
  if (claimedAt !== null) {
    // Somebody has taken the claim back, or over.
    if (card.order.claimedBy === null || hereSince === null) return null;
    return now >= Math.max(claimedAt, hereSince) + plan.walkS ? 'hand_over' : null;
  }
  if (card.order.claimedBy !== null) return null;
  if (hereSince !== null) return now >= hereSince + plan.claimAfterS ? 'claim' : null;
  return plan.goesAhead && card.trip.state === 'approaching' ? 'claim' : null;
}

/** Whether the customer stands at the shop, as far as the board knows. */
export const isHere = ({ trip, arrival }: Card): boolean =>
  trip.state === 'arrived' && arrival?.confirmed === true;
