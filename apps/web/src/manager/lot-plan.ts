/** The car park as a small plan, north up: the outline, where customers stood, and a better outline. */
import type { Bay, FenceHealthView } from '@curbline/contracts/http';
import { projectionAround, toLocal, type Point } from '@curbline/domain/geo';

export interface LotPlan {
  /** `x y width height` in metres, y downwards as SVG has it. */
  readonly viewBox: string;
  readonly widthM: number;
  readonly outline: string;
  readonly corrected: string | null;
  /** Squares with their share of the fullest, over 0 to 1. */
  readonly squares: readonly (Point & { readonly sizeM: number; readonly share: number })[];
  readonly entrance: Point;
  readonly bays: readonly (Point & { readonly label: string })[];
}

/** Metres kept free around everything. */
const MARGIN_M = 15;

type Ring = readonly (readonly [number, number])[];

export function lotPlan(health: FenceHealthView, bays: readonly Bay[]): LotPlan {
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
  ];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN_M, Math.min(...ys) - MARGIN_M];
  const [widthM, heightM] = [Math.max(...xs) + MARGIN_M - left, Math.max(...ys) + MARGIN_M - top];
  return {
    viewBox: [left, top, widthM, heightM].map((metres) => Math.round(metres)).join(' '),
    widthM,
    outline: path(health.premises.coordinates),
    corrected: health.corrected ? path(health.corrected.coordinates) : null,
    squares,
    entrance,
    bays: labels,
  };
}
