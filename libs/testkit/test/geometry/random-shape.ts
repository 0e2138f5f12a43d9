/** Premises of every kind and size somewhere on the Earth, and a point in or near them. */
import { projectionAround, toPosition, type Position } from '@curbline/domain/geo';
import type { SeededRandom } from '@curbline/testkit/trips';

export interface Shape {
  readonly kind: 'plain' | 'hole' | 'crossing' | 'antimeridian' | 'north';
  /** Closed, as GeoJSON has them; longitudes go on beyond 180 rather than jump. */
  readonly rings: readonly (readonly Position[])[];
  readonly at: Position;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Square meters. */
const SMALLEST_M2 = 200;
const LARGEST_M2 = 1_000_000;
/** Of the circle of radius 1 around it (3.14), a star has at least this area. */
const LEAST_FILLED = 0.8;
/** How far beyond the premises points are drawn: beside them every other time, else further away. */
const BESIDE_M = 15;
const AROUND_M = 200;

export function randomShape(random: SeededRandom): Shape {
  const kind = random.pick(['plain', 'plain', 'hole', 'crossing', 'antimeridian', 'north'] as const);
  const between = (low: number, high: number): number => low + (high - low) * random.next();
  const latitude = kind === 'north' ? random.pick([-1, 1]) * between(60, 78) : between(-60, 60);
  const longitude = kind === 'antimeridian' ? 180 + between(-0.004, 0.004) : between(-179, 179);
  const area = SMALLEST_M2 * (LARGEST_M2 / SMALLEST_M2) ** random.next();
  const outer = kind === 'crossing' ? bowTie(random, area) : star(random, area);
  const flat = projectionAround([longitude, latitude]);
  const placed = ({ x, y }: Point): Position => {
    const [east, north] = toPosition(flat, { x, y });
    return [east < longitude - 180 ? east + 360 : east > longitude + 180 ? east - 360 : east, north];
  };
  const share = between(0.15, 0.6);
  const hole = outer.map(({ x, y }) => ({ x: share * x, y: share * y }));
  const rings = kind === 'hole' ? [outer, hole] : [outer];
  const reachM =
    Math.max(...outer.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)))) +
    random.pick([BESIDE_M, AROUND_M]);
  return {
    kind,
    rings: rings.map((ring) => closed(ring.map(placed))),
    at: placed({ x: between(-reachM, reachM), y: between(-reachM, reachM) }),
  };
}

const closed = (ring: readonly Position[]): Position[] => (ring[0] ? [...ring, ring[0]] : []);

/** Star-shaped around 0, 0, with three to twelve corners and just this area; no needle, which no premises are. */
function star(random: SeededRandom, area: number): Point[] {
  const corners = random.integer(3, 12);
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * (i + 0.8 * random.next())) / corners;
    const radius = 0.25 + 0.75 * random.next();
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
  const drawn = areaOf(ring);
  return drawn < LEAST_FILLED ? star(random, area) : scaled(ring, Math.sqrt(area / drawn));
}

/** Four corners in an order in which two sides cross. */
function bowTie(random: SeededRandom, area: number): Point[] {
  const [width, height] = [0.5 + random.next(), 0.5 + random.next()];
  const cut = 0.3 + 0.5 * random.next();
  const ring = [
    { x: -width, y: -height },
    { x: width, y: height * cut },
    { x: width, y: -height * cut },
    { x: -width, y: height },
  ];
  return scaled(ring, Math.sqrt(area / (2 * width * height)));
}

const scaled = (ring: readonly Point[], by: number): Point[] =>
  ring.map(({ x, y }) => ({ x: by * x, y: by * y }));

function areaOf(ring: readonly Point[]): number {
  const twice = ring.reduce((sum, a, i) => {
    const b = ring[(i + 1) % ring.length] ?? a;
    return sum + a.x * b.y - b.x * a.y;
  }, 0);
  return Math.abs(twice / 2);
}
