import { describe, expect, it } from 'vitest';
import type { FieldError } from '@curbline/platform';
import { areaFaults, premisesFaults } from './check-premises.js';

const LON = 4.8566;
const LAT = 45.7606;
type LonLat = [number, number];

/** A point so many meters east and north of the corner of the premises. */
const at = (eastM: number, northM: number): LonLat => [
  LON + eastM / (111_320 * Math.cos((LAT * Math.PI) / 180)),
  LAT + northM / 110_574,
];
const ring = (...corners: [number, number][]): LonLat[] => corners.map(([e, n]) => at(e, n));
const place = (east: number, north: number) => ({ type: 'Point' as const, coordinates: at(east, north) });
const polygon = (...rings: LonLat[][]) => ({ type: 'Polygon' as const, coordinates: rings });
const LOT = polygon(ring([0, 0], [90, 0], [90, 60], [0, 60], [0, 0]));

const english = (fault: FieldError | undefined): string =>
  typeof fault?.message === 'object' ? fault.message.en : (fault?.message ?? '');

describe('areaFaults', () => {
  it('refuses an outline that is too small or too large, and says how large it is', () => {
    const settings = { premises: LOT, entrance: place(45, 62), bays: [] };
    expect(areaFaults(100.4, settings).map(english)).toEqual([expect.stringContaining('100 square meters')]);
    expect(areaFaults(4_000_000, settings).map(english)).toEqual([
      expect.stringMatching(/between 200 and 1000000/),
    ]);
    expect(areaFaults(5400, settings)).toEqual([]);
  });
});

describe('premisesFaults', () => {
  it('accepts a car park with its entrance and bays', () => {
    const bays = [
      { label: '1', position: place(10, 10) },
      { label: '2', position: place(13, 10) },
    ];
    expect(premisesFaults({ premises: LOT, entrance: place(45, 62), bays })).toEqual([]);
  });

  it('names where an outline crosses itself', () => {
    const bowTie = polygon(ring([0, 0], [80, 60], [80, 0], [0, 60], [0, 0]));
    const [fault] = premisesFaults({ premises: bowTie, entrance: place(40, 30), bays: [] });
    const [longitude, latitude] = at(40, 30);
    const named = /(-?[\d.]+), (-?[\d.]+):/.exec(english(fault))?.slice(1).map(Number);
    expect(fault?.field).toBe('premises');
    expect(named?.[0]).toBeCloseTo(longitude, 4);
    expect(named?.[1]).toBeCloseTo(latitude, 4);
  });

  it('refuses 100,000 corners by their number, before it looks at where they are', () => {
    const corners = Array.from({ length: 100_000 }, (_, i) =>
      at(45 + 20 * Math.cos(i), 30 + 20 * Math.sin(i)),
    );
    const settings = { premises: polygon([...corners, corners[0]!]), entrance: place(45, 62), bays: [] };
    expect(premisesFaults(settings).map(english)).toEqual([
      expect.stringMatching(/100001 corners: 500 at most/),
    ]);
  });

  it('refuses an open outline', () => {
    const premises = polygon(ring([0, 0], [90, 0], [90, 60], [0, 60]));
    const faults = premisesFaults({ premises, entrance: place(5, 5), bays: [] });
    expect(faults.map(english)).toEqual([expect.stringContaining('repeat its first position')]);
  });

  it('judges an outline across the antimeridian as any other, and names a crossing within ±180°', () => {
    const wrap = (longitude: number): number => (longitude > 180 ? longitude - 360 : longitude);
    const across = (corners: [number, number][]) =>
      polygon(corners.map(([east, north]): LonLat => [wrap(180 + east / 111_320), north / 110_574]));
    const entrance = { type: 'Point' as const, coordinates: [-179.9999, 0.0001] as LonLat };
    const lot = across([
      [-40, 0],
      [50, 0],
      [50, 60],
      [-40, 60],
      [-40, 0],
    ]);
    expect(premisesFaults({ premises: lot, entrance, bays: [] })).toEqual([]);
    const bowTie = across([
      [-40, 0],
      [50, 60],
      [50, 0],
      [-40, 60],
      [-40, 0],
    ]);
    const [fault] = premisesFaults({ premises: bowTie, entrance, bays: [] });
    expect(english(fault)).toMatch(/longitude, latitude -179\.\d+, 0\.\d+:/);
  });

  it('refuses an entrance or a bay in another street, and two bays of one name', () => {
    const bays = [
      { label: 'a', position: place(10, 10) },
      { label: 'A', position: place(13, 10) },
      { label: '9', position: place(90, 400) },
    ];
    const faults = premisesFaults({ premises: LOT, entrance: place(-250, 0), bays });
    expect(faults.map((f) => f.field)).toEqual(['entrance', 'bays[2].position', 'bays[1].label']);
  });
});
