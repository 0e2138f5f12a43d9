/** What a phone makes of a drive: fixes with its rate, its errors and its clock. All random from one seed. */
import type { Fix } from '@curbline/domain/arrival';
import { projectionAround, toPosition, type Position } from '@curbline/domain/geo';
import { STEP_S, type TruePoint } from './drive.js';
import type { SeededRandom } from './random.js';

/** How a phone measures and sends. */
export interface PhoneModel {
  /** Seconds between fixes; 0.1 for ten a second. */
  readonly everyS: number;
  /** Size of the position's error, which wanders over about 20 s as real ones do. */
  readonly errorM: number;
  /** What the phone claims; absent when it says nothing. */
  readonly accuracyM?: number;
  readonly givesSpeed?: boolean;
  readonly givesHeading?: boolean;
  /** The phone's clock less the true time, ms. */
  readonly clockMs?: number;
  /** Also send the time of sending. */
  readonly givesSentAt?: boolean;
  /** No fix exists while the page is hidden: from, to, seconds from the start. */
  readonly hidden?: readonly [number, number];
  /** Fixes of this time come in one batch at its end. */
  readonly offline?: readonly [number, number];
  /** Only while the car moves, as phones with a distance filter do. */
  readonly stopsWithCar?: boolean;
  /** Seconds from the start at which a fix is somewhere else and claims to be exact. */
  readonly jumpsAt?: readonly number[];
}

const LATENCY_MS = 300;
const WANDER_S = 20;

/** Fixes in order of `receivedAt`. `startedAt` is the true Unix time of the start, ms. */
export function record(
  points: readonly TruePoint[],
  phone: PhoneModel,
  store: Position,
  startedAt: number,
  random: SeededRandom,
): Fix[] {
  const map = projectionAround(store);
  const fixes: Fix[] = [];
  const keep = Math.exp(-STEP_S / WANDER_S);
  const fresh = phone.errorM * Math.sqrt(1 - keep * keep);
  let [errorX, errorY] = [phone.errorM * random.gaussian() * 0.7, phone.errorM * random.gaussian() * 0.7];
  let nextS = 0;
  const within = (s: number, span: readonly [number, number] | undefined): boolean =>
    span !== undefined && s >= span[0] && s < span[1];
  for (const point of points) {
    errorX = keep * errorX + fresh * random.gaussian() * 0.7;
    errorY = keep * errorY + fresh * random.gaussian() * 0.7;
    if (point.s < nextS - 1e-6) continue;
    nextS = point.s + phone.everyS;
    if (within(point.s, phone.hidden) || (phone.stopsWithCar && point.speedMps < 0.3)) continue;
    const jump = phone.jumpsAt?.some((s) => Math.abs(s - point.s) < phone.everyS / 2) ? 300 : 0;
    const [longitude, latitude] = toPosition(map, { x: point.x + errorX + jump, y: point.y + errorY });
    const trueAt = startedAt + point.s * 1000;
    const offline = within(point.s, phone.offline) ? phone.offline : undefined;
    const sentTrue = offline ? startedAt + offline[1] * 1000 : trueAt;
    fixes.push({
      latitude,
      longitude,
      accuracyM: jump > 0 ? 6 : phone.accuracyM,
      speedMps: phone.givesSpeed && jump === 0 ? point.speedMps : undefined,
      headingDeg: phone.givesHeading && jump === 0 ? Math.round(point.headingDeg) : undefined,
      recordedAt: Math.round(trueAt + (phone.clockMs ?? 0)),
      sentAt: phone.givesSentAt ? Math.round(sentTrue + (phone.clockMs ?? 0)) : undefined,
      receivedAt: Math.round(sentTrue + LATENCY_MS),
    });
  }
  return fixes.sort((a, b) => a.receivedAt - b.receivedAt || a.recordedAt - b.recordedAt);
}
