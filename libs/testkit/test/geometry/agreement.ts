/** How far three ways of measuring the same shapes are apart. */
import type { DataSource } from 'typeorm';
import { SeededRandom } from '@curbline/testkit/trips';
import { byPostgis, byTurf, byUs } from './measured.js';
import { randomShape, type Shape } from './random-shape.js';

/** Meters, the worst of all shapes of a kind; and points that one calls inside and the other outside. */
export interface Agreement {
  shapes: number;
  inside: number;
  turfM: number;
  postgisM: number;
  /** On the ellipsoid, of points at most `NEAR_M` from the edge: beyond, the sphere itself is 0.5 % off. */
  ellipsoidM: number;
  wrongSide: number;
}

export const NEAR_M = 80;
/** On the edge itself either side is right. */
const ON_EDGE_M = 0.5;
const PER_QUERY = 250;

/** @param told is called after each batch with how many shapes are done */
export async function agreementOn(
  dataSource: DataSource,
  count: number,
  seed: number,
  told: (done: number) => void = () => {},
): Promise<Map<Shape['kind'], Agreement>> {
  const random = new SeededRandom(seed);
  const kinds = new Map<Shape['kind'], Agreement>();
  for (let done = 0; done < count; done += PER_QUERY) {
    const shapes = Array.from({ length: Math.min(PER_QUERY, count - done) }, () => randomShape(random));
    const measured = await byPostgis(dataSource, shapes);
    shapes.forEach((shape, i) => {
      const [ours, turf, postgis] = [byUs(shape), byTurf(shape), measured[i]];
      if (!postgis) throw new Error('PostGIS left a shape out');
      const worst = kinds.get(shape.kind) ?? newAgreement();
      kinds.set(shape.kind, worst);
      const off = (theirs: number): number => Math.abs(theirs - ours.edgeM);
      worst.shapes += 1;
      worst.inside += ours.inside ? 1 : 0;
      worst.turfM = Math.max(worst.turfM, off(turf.edgeM));
      worst.postgisM = Math.max(worst.postgisM, off(postgis.edgeM));
      if (ours.edgeM <= NEAR_M) worst.ellipsoidM = Math.max(worst.ellipsoidM, off(postgis.ellipsoidM));
      const sides = [turf.inside, postgis.inside].filter((inside) => inside !== ours.inside);
      if (ours.edgeM > ON_EDGE_M) worst.wrongSide += sides.length;
    });
    told(done + shapes.length);
  }
  return kinds;
}

const newAgreement = (): Agreement => ({
  shapes: 0,
  inside: 0,
  turfM: 0,
  postgisM: 0,
  ellipsoidM: 0,
  wrongSide: 0,
});
