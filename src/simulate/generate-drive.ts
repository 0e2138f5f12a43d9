/**
 * A made-up drive to a parking place: streets at right angles, corners, lights, a turn into the premises, a
 * bay. It is a demonstration, not a test bench: see docs/arrival.md for recorded trips.
 *
 * The road is drawn backwards from the bay; the car is then driven along it in steps of a second, braking for
 * corners in time; last, each position gets a phone's error, which wanders slowly as real ones do.
 */
import { offsetFrom, type Journey, type JourneyFix } from './journey.js';
import type { Random } from './random.js';

export interface DrivePlan {
  /** Where the car ends up. */
  readonly goal: { readonly latitude: number; readonly longitude: number };
  /** Length of the road, metres. */
  readonly lengthM: number;
  /** Stays in the bay for so long with the page open. Seconds. */
  readonly parkedS?: number;
}

interface Corner {
  readonly x: number;
  readonly y: number;
  /** Metres from here to the bay along the road. */
  readonly leftM: number;
  /** How fast a car takes it, metres a second. */
  readonly speedMps: number;
  /** Waits here, seconds. */
  readonly haltS: number;
}

const ACCELERATION = 1.6;
const BRAKING = 1.9;
const CRUISE_MPS = 12.5;
const INSIDE_MPS = 3.2;
/** How far before the bay the car has left the road. */
const INSIDE_M = 45;

export function generateDrive(plan: DrivePlan, random: Random): Journey {
  const corners = drawRoad(plan.lengthM, random);
  const journey: JourneyFix[] = [];
  let [errorEast, errorNorth] = [random.normal(0, 4), random.normal(0, 4)];
  driveAlong(corners, plan.parkedS ?? 60, ({ second, x, y, speedMps, headingDeg }) => {
    // An error that forgets itself in about 20 s (first-order Gauss-Markov).
    errorEast = 0.95 * errorEast + random.normal(0, 1.2);
    errorNorth = 0.95 * errorNorth + random.normal(0, 1.2);
    journey.push({
      atMs: second * 1000,
      ...offsetFrom(plan.goal, x + errorEast, y + errorNorth),
      accuracyM: Math.round(random.between(4, 14)),
      speedMps: Math.max(0, Math.round((speedMps + random.normal(0, 0.3)) * 10) / 10),
      headingDeg,
    });
  });
  return journey;
}

/** From the bay outwards: a way inside, a street beside the premises, then blocks of the town. */
function drawRoad(lengthM: number, random: Random): Corner[] {
  const corners: Corner[] = [{ x: 0, y: 0, leftM: 0, speedMps: 0, haltS: 0 }];
  let heading = Math.floor(random.between(0, 4));
  let leftM = 0;
  for (let leg = 0; leftM < lengthM; leg += 1) {
    const last = corners[corners.length - 1]!;
    const metres = leg === 0 ? INSIDE_M : Math.min(random.between(120, 700), lengthM - leftM + 1);
    leftM += metres;
    const angle = (heading * Math.PI) / 2;
    const halts = leg > 0 && random.next() < 0.35;
    corners.push({
      x: last.x + metres * Math.sin(angle),
      y: last.y + metres * Math.cos(angle),
      leftM,
      speedMps: halts ? 0 : random.between(4, 6),
      haltS: halts ? random.between(5, 25) : 0,
    });
    heading += random.next() < 0.5 ? 1 : 3;
  }
  return corners.reverse();
}

interface Moment {
  readonly second: number;
  readonly x: number;
  readonly y: number;
  readonly speedMps: number;
  readonly headingDeg: number;
}

function driveAlong(corners: readonly Corner[], parkedS: number, tell: (moment: Moment) => void): void {
  let [leftM, speedMps, haltS, next] = [corners[0]?.leftM ?? 0, 0, 0, 1];
  for (let second = 0, parked = 0; parked <= parkedS && second < 7_200; second += 1) {
    const [from, to] = [corners[next - 1]!, corners[next]!];
    const share = (from.leftM - leftM) / Math.max(1, from.leftM - to.leftM);
    const headingDeg = ((Math.atan2(to.x - from.x, to.y - from.y) * 180) / Math.PI + 360) % 360;
    tell({
      second,
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
      speedMps,
      headingDeg: Math.round(headingDeg),
    });
    if (leftM <= 0) {
      parked += 1;
      speedMps = 0;
    } else if (haltS > 0) {
      haltS -= 1;
      speedMps = 0;
    } else {
      const toCornerM = leftM - to.leftM;
      const brakeTo = Math.sqrt(to.speedMps ** 2 + 2 * BRAKING * Math.max(0, toCornerM - 2));
      const limit = leftM <= INSIDE_M ? INSIDE_MPS : CRUISE_MPS;
      speedMps = Math.max(0.8, Math.min(speedMps + ACCELERATION, brakeTo, limit));
      leftM = Math.max(0, leftM - speedMps);
      while (next < corners.length - 1 && leftM <= corners[next]!.leftM) {
        haltS = corners[next]!.haltS;
        next += 1;
      }
    }
  }
}
