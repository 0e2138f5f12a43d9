/** The squared paper under the drawing: lines at whole meters from its middle, with none of a map's own. */
import { projectionAround, toPosition, type Position } from '@curbline/domain/geo';

const GRID_M = 10;
/** Every so many lines there is a stronger one. */
const STRONG_EVERY = 5;
/** The paper reaches at least this far from its middle, meters. */
const LEAST_REACH_M = 300;

/** @param reachM how far from the middle something lies that must be on the paper, meters */
export function meterGrid(middle: Position, reachM: number): GeoJSON.FeatureCollection<GeoJSON.LineString> {
  const map = projectionAround(middle);
  const lines = Math.ceil(Math.max(LEAST_REACH_M, 2 * reachM) / GRID_M);
  const reach = lines * GRID_M;
  const line = (ends: readonly (readonly [number, number])[], number: number) => ({
    type: 'Feature' as const,
    properties: { strong: number % STRONG_EVERY === 0 },
    geometry: {
      type: 'LineString' as const,
      coordinates: ends.map(([x, y]) => [...toPosition(map, { x, y })]),
    },
  });
  const numbers = Array.from({ length: 2 * lines + 1 }, (_, i) => i - lines);
  return {
    type: 'FeatureCollection',
    features: numbers.flatMap((number) => {
      const at = number * GRID_M;
      return [
        line(
          [
            [at, -reach],
            [at, reach],
          ],
          number,
        ),
        line(
          [
            [-reach, at],
            [reach, at],
          ],
          number,
        ),
      ];
    }),
  };
}
