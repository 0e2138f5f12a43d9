/** One made-up drive and the lot it goes to, past or through. */
import type { ArrivalStore } from '@curbline/domain/arrival';
import {
  outlineOf,
  projectionAround,
  signedDistanceM,
  toPosition,
  type Outline,
  type Point,
  type Position,
} from '@curbline/domain/geo';
import {
  drawOutline,
  drive,
  movedBy,
  placeInside,
  SOMEWHERE,
  turned,
  type Move,
  type SeededRandom,
  type Shape,
  type TruePoint,
} from '@curbline/testkit/trips';
import type { Kind } from './trip-case.ts';

const MAP = projectionAround(SOMEWHERE);
/** The middle of a passing car's lane runs so far beside the lot; meters. */
const BESIDE_M = 8;
/** Nobody parks nearer to the edge; the bays that line it begin here. */
const BAY_M = 2.5;
const LEAD_S = 120;

export interface Visit {
  readonly kind: Kind;
  readonly points: readonly TruePoint[];
  readonly store: ArrivalStore;
  readonly areaM2: number;
  /** How deep the car parks, meters; 0 for one that does not. */
  readonly depthM: number;
  /** Where it parks; `undefined` for one that does not. */
  readonly stoodAt: Position | undefined;
  /** Since when the car stays within 35 m of its end; of a pass, when it is nearest. Seconds from the start. */
  readonly parkedS: number;
  /** Since when it is within 25 m of the lot. */
  readonly enteredS: number;
  /** When it first crosses the edge. */
  readonly enteredEdgeS: number;
}

const between = (random: SeededRandom, low: number, high: number): number =>
  low + (high - low) * random.next();

const outlineAt = (ring: readonly Point[]): Outline => {
  const outline = outlineOf([ring.map((point) => toPosition(MAP, point))], MAP);
  if (!outline) throw new Error('an outline without area');
  return outline;
};

/** 200 to 8,000 m², small ones as often as large ones. */
const drawArea = (random: SeededRandom): number => 200 * 40 ** random.next();

const drawShape = (areaM2: number, random: SeededRandom): Shape =>
  areaM2 < 1_200 && random.next() < 0.4 ? 'strip' : random.pick(['block', 'block', 'l-shape']);

/** How far into the lot's mouth a car goes to turn round, meters. */
const MOUTH_M = { least: 1, most: 5 } as const;

export function drawVisit(kind: Kind, random: SeededRandom): Visit {
  const areaM2 = drawArea(random);
  const shape = drawShape(areaM2, random);
  const ring = drawOutline(shape, areaM2, random);
  if (kind === 'arrival') return arrivalAt(ring, shape, areaM2, random);
  if (kind === 'turn') return turnIn(ring, areaM2, random);
  return beside(kind, ring, shape, areaM2, random);
}

/** The car ends at 0, 0; the lot is laid around that place. The road is y = `roadY`, driven eastwards. */
function arrivalAt(ring: readonly Point[], shape: Shape, areaM2: number, random: SeededRandom): Visit {
  const strip = shape === 'strip';
  const laid = strip ? ring : turned(ring, between(random, 0, 2 * Math.PI));
  const outline = outlineAt(laid);
  const nearTheEdge = random.next() < 0.5;
  const place = placeInside(outline, BAY_M, nearTheEdge ? BAY_M + 2 : Infinity, random) ??
    placeInside(outline, BAY_M, Infinity, random) ?? { x: 0, y: 0 };
  const lot = movedBy(laid, -place.x, -place.y);
  const lotOutline = outlineAt(lot);
  const roadY = strip ? lotOutline.minY - BESIDE_M : -between(random, 15, 60);
  const turnX = between(random, -25, 25);
  const speedMps = between(random, 8, 14);
  const looks: Move[] =
    !strip && random.next() < 0.4
      ? [{ to: [between(random, -20, 20), between(random, -12, 12)], speedMps: between(random, 2, 4) }]
      : [];
  const points = drive(
    [-between(random, 900, 1800), roadY],
    [
      { to: [turnX, roadY], speedMps },
      { to: [turnX / 2, roadY / 2], speedMps: between(random, 3, 5) },
      ...looks,
      { to: [0, 0], speedMps: between(random, 2, 3.5) },
      { standS: 200 },
    ],
  );
  const end = { x: 0, y: 0 };
  const far = points.findLastIndex((p) => Math.hypot(p.x - end.x, p.y - end.y) > 35);
  const away = points.findLastIndex((p) => signedDistanceM(lotOutline, p.x, p.y) > 25);
  const edge = points.findIndex((p) => signedDistanceM(lotOutline, p.x, p.y) <= 0);
  const secondsOf = (i: number): number => points[Math.max(0, i)]?.s ?? 0;
  return {
    kind: 'arrival',
    points,
    store: storeOf(lot),
    areaM2,
    depthM: -signedDistanceM(lotOutline, 0, 0),
    stoodAt: toPosition(MAP, end),
    parkedS: secondsOf(far + 1),
    enteredS: secondsOf(away + 1),
    enteredEdgeS: secondsOf(edge),
  };
}

/**
 * The lot's longest side lies along the road (y = 0), its mouth at x = 0. The car turns in there at a walking pace, goes
 * a few meters into the lot, in half of the tries stops for a moment to reverse, and drives off either way.
 */
function turnIn(ring: readonly Point[], areaM2: number, random: SeededRandom): Visit {
  const { minX, maxX, minY } = outlineAt(ring);
  const lot = movedBy(ring, -(minX + maxX) / 2 - between(random, -0.3, 0.3) * (maxX - minX), BESIDE_M - minY);
  const outline = outlineAt(lot);
  const deepest = BESIDE_M + between(random, MOUTH_M.least, MOUTH_M.most);
  const speedMps = between(random, 6, 14);
  const slowMps = between(random, 2, 4);
  const reverses: Move[] = random.next() < 0.5 ? [{ standS: between(random, 1, 4) }] : [];
  const onward = random.pick([-1, 1]);
  const points = drive(
    [-1000, 0],
    [
      { to: [between(random, -8, 0), 0], speedMps },
      { to: [0, deepest], speedMps: slowMps },
      ...reverses,
      { to: [onward * between(random, 0, 10), 0], speedMps: slowMps },
      { to: [onward * 900, 0], speedMps },
    ],
  );
  const inMouth = points.reduce((a, b) => (b.y > a.y ? b : a));
  const edge = points.find((p) => signedDistanceM(outline, p.x, p.y) <= 0) ?? inMouth;
  return {
    kind: 'turn',
    points,
    store: storeOf(lot),
    areaM2,
    depthM: 0,
    stoodAt: undefined,
    parkedS: inMouth.s,
    enteredS: inMouth.s,
    enteredEdgeS: edge.s,
  };
}

/** The road is y = 0, driven eastwards; the lot lies north of it, or across it. */
function beside(
  kind: Kind,
  ring: readonly Point[],
  shape: Shape,
  areaM2: number,
  random: SeededRandom,
): Visit {
  const laid = shape === 'strip' ? ring : turned(ring, between(random, 0, 2 * Math.PI));
  const { minX, maxX, minY, maxY } = outlineAt(laid);
  const up = kind === 'crossing' ? -between(random, minY, maxY) * 0.5 : BESIDE_M - minY;
  const lot = movedBy(laid, -between(random, minX, maxX) * 0.8, up);
  const outline = outlineAt(lot);
  const points = drive([-1000, 0], movesPast(kind, random));
  const nearest = points.reduce((a, b) => (Math.abs(b.x) < Math.abs(a.x) ? b : a));
  const edge = points.find((p) => signedDistanceM(outline, p.x, p.y) <= 0) ?? nearest;
  return {
    kind,
    points,
    store: storeOf(lot),
    areaM2,
    depthM: 0,
    stoodAt: undefined,
    parkedS: nearest.s,
    enteredS: nearest.s,
    enteredEdgeS: edge.s,
  };
}

function movesPast(kind: Kind, random: SeededRandom): Move[] {
  const speedMps = between(random, 6, 14);
  const on: Move = { to: [900, 0], speedMps };
  if (kind === 'drive_past') return [on];
  if (kind === 'crossing') {
    const slowMps = between(random, 4, 8);
    return [{ to: [-60, 0], speedMps }, { to: [60, 0], speedMps: slowMps }, on];
  }
  if (random.next() < 0.6) return [{ to: [0, 0], speedMps }, { standS: between(random, 10, 70) }, on];
  const queue: Move[] = [-36, -24, -12, 0, 12].flatMap((x): Move[] => [
    { to: [x, 0], speedMps: between(random, 2, 4) },
    { standS: between(random, 5, 25) },
  ]);
  return [{ to: [-60, 0], speedMps }, ...queue, on];
}

function storeOf(lot: readonly Point[]): ArrivalStore {
  const first = lot[0];
  if (!first) throw new Error('an outline without points');
  const mean = (axis: 'x' | 'y'): number => lot.reduce((sum, p) => sum + p[axis], 0) / lot.length;
  return {
    premises: { type: 'Polygon', coordinates: [[...lot, first].map((point) => toPosition(MAP, point))] },
    entrance: toPosition(MAP, { x: mean('x'), y: mean('y') }),
    leadS: LEAD_S,
  };
}
