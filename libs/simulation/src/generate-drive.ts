/**
 * A made-up drive to a parking place: streets at right angles, corners, lights, a turn into the premises, a bay. It is
 * a demonstration, not a test bench: see docs/arrival.md for recorded trips.
 */
import { drive, type Move } from './drive.js';
import type { Journey } from './journey.js';
import type { SeededRandom } from './random.js';
import { record } from './record.js';

export interface DrivePlan {
  /** Where the car ends up. */
  readonly goal: { readonly latitude: number; readonly longitude: number };
  /** Length of the road, meters. */
  readonly lengthM: number;
  /** Stays in the bay for so long with the page open. Seconds. */
  readonly parkedS?: number;
  /** Misses the entrance, drives on, stops to look where it is, and comes back. */
  readonly lost?: boolean;
}

const CRUISE_MPS = 12.5;
const INSIDE_MPS = 3.2;
/** How far before the bay the car has left the road. */
const INSIDE_M = 45;
/** A corner is taken slowly over so many meters. */
const CORNER_M = 12;
/** How far somebody drives on who missed the entrance. */
const PAST_M = 350;

/** The drive as a phone records it, a fix a second. */
export function generateDrive(
  { goal, lengthM, parkedS = 60, lost = false }: DrivePlan,
  random: SeededRandom,
): Journey {
  const { from, moves } = drawRoad(lengthM, lost, random);
  const points = drive(from, [...moves, { standS: parkedS }]);
  const phone = {
    everyS: 1,
    errorM: 4,
    accuracyM: Math.round(random.between(4, 14)),
    givesSpeed: true,
    givesHeading: true,
  };
  const fixes = record(points, phone, [goal.longitude, goal.latitude], 0, random);
  return fixes.map(({ recordedAt, latitude, longitude, accuracyM, speedMps, headingDeg }) => ({
    ...{ atMs: recordedAt, latitude, longitude, accuracyM, headingDeg },
    speedMps: speedMps === undefined ? undefined : Math.round(speedMps * 10) / 10,
  }));
}

type Point = readonly [x: number, y: number];

/** The road is drawn backwards, from the bay at (0, 0): a way inside, then blocks of the town. Meters. */
function drawRoad(lengthM: number, lost: boolean, random: SeededRandom): { from: Point; moves: Move[] } {
  const backwards: Move[] = [];
  let at: Point = [0, 0];
  let direction = random.integer(0, 3);
  for (let drawnM = 0, leg = 0; drawnM < lengthM; leg += 1) {
    const legM = leg === 0 ? INSIDE_M : Math.min(random.between(120, 700), lengthM - drawnM + 1);
    const angle = (direction * Math.PI) / 2;
    const back = ([x, y]: Point, meters: number): Point => [
      x + meters * Math.sin(angle),
      y + meters * Math.cos(angle),
    ];
    backwards.push(
      ...(leg === 0 ? [{ to: at, speedMps: INSIDE_MPS }] : toCorner(at, back(at, CORNER_M), random)),
    );
    at = back(at, legM);
    drawnM += legM;
    direction += random.next() < 0.5 ? 1 : 3;
    if (leg === 0 && lost) backwards.push(...pastTheEntrance(at, direction + 2));
  }
  return { from: at, moves: backwards.reverse() };
}

/** In the reverse order of driving: back at the entrance, after a halt further down its road. */
function pastTheEntrance([x, y]: Point, direction: number): Move[] {
  const angle = (direction * Math.PI) / 2;
  const turn: Point = [x + PAST_M * Math.sin(angle), y + PAST_M * Math.cos(angle)];
  return [{ to: [x, y], speedMps: CRUISE_MPS }, { standS: 25 }, { to: turn, speedMps: CRUISE_MPS }];
}

/** In the reverse order of driving: perhaps a light, the corner, the street up to it. */
function toCorner(corner: Point, before: Point, random: SeededRandom): Move[] {
  const halt: Move[] = random.next() < 0.35 ? [{ standS: random.between(5, 25) }] : [];
  return [...halt, { to: corner, speedMps: random.between(4, 6) }, { to: before, speedMps: CRUISE_MPS }];
}
