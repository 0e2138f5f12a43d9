/**
 * Where in a car park customers stand, if the store knows it: its bays, and where earlier customers stood.
 *
 * A car that stands at such a place speaks more for an arrival, one that stands well away from all of them less.
 * It never decides alone: people also park beside the bays, and a bay may be drawn in the wrong place.
 */
import { PARAMETERS } from './parameters.js';

/** Places on a store's own flat map, meters: x and y in turn. */
export type Places = Float64Array;

/**
 * The closeness of a position to the nearest known place: from `placeFar` far away from all of them to `1 + placeFar` at
 * one, and 0 if the store knows none.
 * @param variance of the position, m²
 */
export function atPlace(places: Places, x: number, y: number, variance: number): number {
  if (places.length === 0) return 0;
  let nearest = Infinity;
  for (let i = 0; i < places.length; i += 2) {
    const dx = x - (places[i] as number);
    const dy = y - (places[i + 1] as number);
    nearest = Math.min(nearest, dx * dx + dy * dy);
  }
  return Math.exp(-nearest / (2 * (PARAMETERS.placeM ** 2 + variance))) + PARAMETERS.placeFar;
}
