import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../testkit/src/trips/index.js';
import { drive, lotStore, record, SOMEWHERE, type Move } from '../../../testkit/src/trips/index.js';
import { projectionAround, toPosition } from '../geo/index.js';
import { prepareStore, replayTrip, type LonLat } from './index.js';
import { atPlace } from './places.js';

const START = Date.UTC(2026, 5, 1, 10);
const map = projectionAround(SOMEWHERE);
/** Eight bays side by side, the first at x, y. */
const row = (x: number, y: number): LonLat[] =>
  Array.from({ length: 8 }, (_, i) => toPosition(map, { x: x + 2.6 * i, y }));

/** Turns in from the road, stands 9 m inside the long edge: how long after that it is told, seconds. */
function toldAfterS(bays: LonLat[] | undefined, seed: number): number | undefined {
  const moves: Move[] = [{ to: [-20, -45], speedMps: 11 }, { to: [-20, -21], speedMps: 4 }, { standS: 240 }];
  const points = drive([-900, -45], moves);
  const parkedS = points.findLast((p) => p.speedMps > 0.3)?.s ?? 0;
  const fixes = record(
    points,
    { everyS: 5, errorM: 7, accuracyM: 14 },
    SOMEWHERE,
    START,
    new SeededRandom(seed),
  );
  let toldAt: number | undefined;
  const endAt = START + (parkedS + 240) * 1000;
  replayTrip(
    { store: prepareStore({ ...lotStore(), bays }), startedAt: START, endAt, fixes },
    ({ events }) => {
      toldAt ??= events.find((event) => event.type === 'arrived')?.decidedAt;
    },
  );
  return toldAt === undefined ? undefined : (toldAt - START) / 1000 - parkedS;
}

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

describe('known places', () => {
  it('count nothing if the store knows none, more the nearer a car stands, and less with a coarse position', () => {
    const one = Float64Array.of(10, 0);
    expect(atPlace(new Float64Array(), 10, 0, 9)).toBe(0);
    expect(atPlace(one, 10, 0, 9)).toBeGreaterThan(atPlace(one, 16, 0, 9));
    expect(atPlace(one, 10, 0, 9)).toBeGreaterThan(0);
    expect(atPlace(one, 60, 0, 9)).toBeLessThan(0);
    // Thirty meters off by a phone that may be fifty meters off: it may well stand there.
    expect(atPlace(one, 40, 0, 2500)).toBeGreaterThan(atPlace(one, 40, 0, 9));
  });

  it('make an arrival in a bay be detected sooner, one elsewhere in the lot later, and both in the end', () => {
    const [unknown, there, elsewhere] = [undefined, row(-22, -21), row(20, 25)].map((bays) =>
      SEEDS.map((seed) => toldAfterS(bays, seed)),
    ) as [number[], number[], number[]];
    for (const detected of [unknown, there, elsewhere])
      expect(detected.filter((s) => s === undefined)).toEqual([]);
    expect(mean(there)).toBeLessThan(mean(unknown));
    expect(mean(elsewhere)).toBeGreaterThan(mean(unknown));
  });

  it('are ignored if they are no valid positions', () => {
    const broken = [[Number.NaN, 48], 'bay 3', null, [2.35, 48.85]] as unknown as LonLat[];
    expect(prepareStore({ ...lotStore(), bays: broken }).places).toHaveLength(2);
    expect(prepareStore({ ...lotStore(), bays: 'none' as unknown as LonLat[] }).places).toHaveLength(0);
  });
});
