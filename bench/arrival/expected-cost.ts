/**
 * What a set of weights is expected to cost, with its gradient. Taken literally a trip costs what its first row above
 * the bar costs, which has no gradient; so each row tells with a probability that grows with its odds, the sharper
 * the lower the temperature, and the mean over all trips is minimised (Adam, Kingma and Ba 2015).
 */
import type { FittedTrip } from './instants.ts';

export interface WeighedTrip extends FittedTrip {
  readonly weight: number;
}

/** @returns the cost; adds its gradient to `gradient`. */
function costOf(
  { signs, costs, neverCost, weight }: WeighedTrip,
  weights: readonly number[],
  temperature: number,
  gradient: Float64Array,
): number {
  const told: number[] = [];
  let [untold, cost] = [1, 0];
  for (const [row, values] of signs.entries()) {
    let odds = 0;
    for (const [i, value] of values.entries()) odds += value * (weights[i] ?? 0);
    const p = 1 / (1 + Math.exp(-odds / temperature));
    told.push(p);
    cost += untold * p * (costs[row] ?? 0);
    untold *= 1 - p;
  }
  cost += untold * neverCost;
  // From the last row back: what still lies ahead, if nothing is told up to a row.
  let ahead = neverCost;
  const slopes = told.map(() => 0);
  for (let row = told.length - 1; row >= 0; row -= 1) {
    const p = told[row] ?? 0;
    slopes[row] = (p * (1 - p) * ((costs[row] ?? 0) - ahead)) / temperature;
    ahead = p * (costs[row] ?? 0) + (1 - p) * ahead;
  }
  let reached = weight;
  for (const [row, values] of signs.entries()) {
    const slope = reached * (slopes[row] ?? 0);
    for (const [i, value] of values.entries()) gradient[i] = (gradient[i] ?? 0) + slope * value;
    reached *= 1 - (told[row] ?? 0);
  }
  return cost * weight;
}

export interface Fit {
  readonly weights: number[];
  readonly cost: number;
}

const TEMPERATURES = [2, 1, 0.7];

/** @param free which weights may move */
export function minimise(
  trips: readonly WeighedTrip[],
  from: readonly number[],
  free: readonly boolean[],
  steps: number,
): Fit {
  const scales = scalesOf(trips, from.length);
  let best: Fit = { weights: [...from], cost: Infinity };
  for (const temperature of TEMPERATURES) {
    const weights = [...best.weights];
    best = { weights: [...weights], cost: Infinity };
    const [mean, square] = [new Float64Array(from.length), new Float64Array(from.length)];
    for (let step = 1; step <= steps; step += 1) {
      const gradient = new Float64Array(from.length);
      let cost = 0;
      for (const trip of trips) cost += costOf(trip, weights, temperature, gradient);
      if (cost < best.cost) best = { weights: [...weights], cost };
      const rate = 0.15 * (1 - (0.9 * step) / steps);
      for (let i = 0; i < weights.length; i += 1) {
        if (!free[i]) continue;
        const scale = scales[i] ?? 1;
        const slope = (gradient[i] ?? 0) / scale;
        mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * slope;
        square[i] = 0.98 * (square[i] ?? 0) + 0.02 * slope * slope;
        const [m, v] = [(mean[i] ?? 0) / (1 - 0.9 ** step), (square[i] ?? 0) / (1 - 0.98 ** step)];
        weights[i] = (weights[i] ?? 0) - ((rate / scale) * m) / (Math.sqrt(v) + 1e-9);
      }
    }
  }
  return best;
}

/** The standard deviation of each sign over all rows; 1 for one that never changes. */
function scalesOf(trips: readonly WeighedTrip[], count: number): number[] {
  const rows = trips.flatMap(({ signs }) => signs);
  return Array.from({ length: count }, (_, i) => {
    const mean = rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + ((row[i] ?? 0) - mean) ** 2, 0) / rows.length;
    return Math.sqrt(variance) || 1;
  });
}
