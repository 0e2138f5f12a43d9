/** The car park as a small plan, north up: the outline, where customers stood, and a better outline. */
import type { Bay, FenceHealthView } from '@curbline/contracts/http';
import { projectionAround, toLocal, type Point } from '@curbline/domain/geo';

export interface LotPlan {
  /** `x y width height` in meters, y downwards as SVG has it. */
  readonly viewBox: string;
  readonly widthM: number;
  /** Where on the plan a position lies. */
  readonly at: (position: readonly [number, number]) => Point;
  /** Height of a bay's label, meters. */
  readonly labelM: number;
  readonly outline: string;
  readonly corrected: string | null;
  /** Squares with their share of the fullest, over 0 to 1. */
  readonly squares: readonly (Point & { readonly sizeM: number; readonly share: number })[];
  readonly entrance: Point;
  readonly bays: readonly PlannedBay[];
}

/** A bay's mark, and its label where that has room. */
export interface PlannedBay extends Point {
  readonly label: string;
  readonly named: boolean;
}

/** Meters kept free around everything. */
const MARGIN_M = 15;
/** A label's height as a share of the plan's width, and a letter's width as a share of the height. */
const LABEL_SHARE = 1 / 22;
const LETTER_SHARE = 0.62;

type Ring = readonly (readonly [number, number])[];

/** What a plan shows besides the bays. */
export type PlannedPremises = Pick<
  FenceHealthView,
  'premises' | 'entrance' | 'corrected' | 'squareM' | 'squares'
>;

/** @param reach further positions that the plan has room for */
export function lotPlan(
  health: PlannedPremises,
  bays: readonly Bay[],
  reach: readonly (readonly [number, number])[] = [],
): LotPlan {
  const map = projectionAround(health.premises.coordinates[0]?.[0] ?? health.entrance.coordinates);
  const at = ([longitude, latitude]: readonly [number, number]): Point => {
    const { x, y } = toLocal(map, longitude, latitude);
    // Decimetres are plenty, and `|| 0` spares the plan a minus zero.
    return { x: Math.round(x * 10) / 10 || 0, y: Math.round(-y * 10) / 10 || 0 };
  };
  const path = (rings: readonly Ring[]): string =>
    rings.map((ring) => `M${ring.map((corner) => `${at(corner).x} ${at(corner).y}`).join('L')}Z`).join('');
  const fullest = Math.max(1, ...health.squares.map(({ stands }) => stands));
  const squares = health.squares.map(({ middle, stands }) => {
    const { x, y } = at(middle);
    const half = health.squareM / 2;
    return { x: x - half, y: y - half, sizeM: health.squareM, share: stands / fullest };
  });
  const entrance = at(health.entrance.coordinates);
  const labels = bays.map(({ label, position }) => ({ label, ...at(position.coordinates) }));
  const rings = [...health.premises.coordinates, ...(health.corrected?.coordinates ?? [])];
  const points = [
    ...rings.flatMap((ring) => ring.map(at)),
    ...squares,
    ...squares.map(({ x, y, sizeM }) => ({ x: x + sizeM, y: y + sizeM })),
    entrance,
    ...labels,
    ...reach.map(at),
  ];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN_M, Math.min(...ys) - MARGIN_M];
  const [widthM, heightM] = [Math.max(...xs) + MARGIN_M - left, Math.max(...ys) + MARGIN_M - top];
  const labelM = widthM * LABEL_SHARE;
  return {
    viewBox: [left, top, widthM, heightM].map((meters) => Math.round(meters)).join(' '),
    widthM,
    at,
    labelM,
    outline: path(health.premises.coordinates),
    corrected: health.corrected ? path(health.corrected.coordinates) : null,
    squares,
    entrance,
    bays: namedWhereRoom(labels, labelM, [left, left + widthM]),
  };
}

/** No label lies over an earlier one or leaves the plan, whose sides are `left` and `right`. */
function namedWhereRoom(
  bays: readonly (Point & { readonly label: string })[],
  heightM: number,
  [left, right]: readonly [number, number],
): readonly PlannedBay[] {
  const named: (Point & { readonly halfM: number })[] = [];
  return bays.map((bay) => {
    const halfM = (bay.label.length * heightM * LETTER_SHARE) / 2;
    const within = bay.x - halfM >= left && bay.x + halfM <= right;
    const free =
      within &&
      named.every(
        ({ x, y, halfM: other }) => Math.abs(x - bay.x) >= halfM + other || Math.abs(y - bay.y) >= heightM,
      );
    if (free) named.push({ x: bay.x, y: bay.y, halfM });
    return { ...bay, named: free };
  });
}
