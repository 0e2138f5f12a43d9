/**
 * Where a generated car really is: a list of moves on a flat map in meters (x east, y north, the store's
 * middle at 0, 0) becomes one true position every tenth of a second.
 */

/** Drive straight to a point, stand still, or turn the phone off while the car goes on. */
export type Move =
  { readonly to: readonly [number, number]; readonly speedMps: number } | { readonly standS: number };

export interface TruePoint {
  /** Seconds from the start. */
  readonly s: number;
  readonly x: number;
  readonly y: number;
  readonly speedMps: number;
  /** Clockwise from north. */
  readonly headingDeg: number;
}

export const STEP_S = 0.1;
/** Comfortable braking and starting, m/s². */
const ACCELERATION = 2;

/** The drive from `from` through all moves. Cars speed up and brake; at a stand they stop exactly there. */
export function drive(from: readonly [number, number], moves: readonly Move[]): TruePoint[] {
  const points: TruePoint[] = [];
  let [x, y] = from;
  let speed = 0;
  let s = 0;
  let headingDeg = 0;
  const put = (): void => {
    points.push({ s, x, y, speedMps: speed, headingDeg });
    s = Math.round((s + STEP_S) * 10) / 10;
  };
  moves.forEach((move, i) => {
    if ('standS' in move) {
      speed = 0;
      for (let left = move.standS; left > 0; left -= STEP_S) put();
      return;
    }
    const next = moves[i + 1];
    const endSpeed = next && 'to' in next ? Math.min(next.speedMps, move.speedMps) : 0;
    headingDeg = ((Math.atan2(move.to[0] - x, move.to[1] - y) * 180) / Math.PI + 360) % 360;
    let left = Math.hypot(move.to[0] - x, move.to[1] - y);
    while (left > 0.05) {
      const brakeFor = Math.sqrt(Math.max(0, endSpeed ** 2 + 2 * ACCELERATION * left));
      const wanted = Math.max(0.5, Math.min(move.speedMps, brakeFor));
      speed += Math.max(-3 * STEP_S, Math.min(ACCELERATION * STEP_S, wanted - speed));
      const step = Math.min(left, Math.max(0.3, speed) * STEP_S);
      x += ((move.to[0] - x) / left) * step;
      y += ((move.to[1] - y) / left) * step;
      left = Math.hypot(move.to[0] - x, move.to[1] - y);
      put();
    }
    [x, y] = move.to;
  });
  put();
  return points;
}
