/** Stores for generated trips: a rectangular lot, its middle at 0, 0 of the flat map. */
import type { ArrivalStore, LonLat } from '@curbline/domain/arrival';
import { projectionAround, toPosition, type Position } from '@curbline/domain/geo';

/** A quiet place for stories; any other will do as well. */
export const SOMEWHERE: Position = [2.35, 48.85];

export interface Lot {
  readonly at?: Position;
  readonly lengthM?: number;
  readonly depthM?: number;
  /** Turned counter-clockwise by this, radians. */
  readonly turn?: number;
  readonly leadS?: number;
}

export function lotStore({
  at = SOMEWHERE,
  lengthM = 90,
  depthM = 60,
  turn = 0,
  leadS = 120,
}: Lot = {}): ArrivalStore {
  const map = projectionAround(at);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const corner = (u: number, v: number): LonLat => {
    const [x, y] = [(u * lengthM) / 2, (v * depthM) / 2];
    return toPosition(map, { x: x * c - y * s, y: x * s + y * c });
  };
  const ring = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)];
  return { premises: { type: 'Polygon', coordinates: [ring] }, entrance: [at[0], at[1]], leadS };
}
