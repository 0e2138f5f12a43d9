import { describe, expect, it } from '@jest/globals';
import type { FieldError } from '@curbline/platform';
import { premisesFaults } from './check-premises.js';

const LON = 4.8566;
const LAT = 45.7606;
type LonLat = [number, number];

/** A point so many metres east and north of the corner of the premises. */
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

  it('refuses an outline that is too small, too large or open', () => {
    const small = polygon(ring([0, 0], [10, 0], [10, 10], [0, 10], [0, 0]));
    const large = polygon(ring([0, 0], [2000, 0], [2000, 2000], [0, 2000], [0, 0]));
    const open = polygon(ring([0, 0], [90, 0], [90, 60], [0, 60]));
    const faults = (premises: typeof LOT) =>
      premisesFaults({ premises, entrance: place(5, 5), bays: [] }).map(english);
    expect(faults(small)).toEqual([expect.stringContaining('100 square metres')]);
    expect(faults(large)).toEqual([expect.stringMatching(/square metres: it must hold between 200/)]);
    expect(faults(open)).toEqual([expect.stringContaining('repeat its first position')]);
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
