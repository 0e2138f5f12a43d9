import { describe, expect, it } from 'vitest';
import { type Place, placeFaults, placeWarnings } from './check-place.js';
import { roundRing } from './round-premises.js';

const [LON, LAT] = [4.8566, 45.7606];
type LonLat = [number, number];

/** So many meters east and north of a corner of the premises. */
const at = (eastM: number, northM: number): LonLat => [
  LON + eastM / (111_320 * Math.cos((LAT * Math.PI) / 180)),
  LAT + northM / 110_574,
];
const ring = (...corners: [number, number][]): LonLat[] => corners.map(([e, n]) => at(e, n));
const LOT = ring([0, 0], [90, 0], [90, 60], [0, 60], [0, 0]);
const place = (
  changes: { rings?: LonLat[][]; entrance?: LonLat; bays?: [string, LonLat][] } = {},
): Place => ({
  premises: { coordinates: changes.rings ?? [LOT] },
  entrance: { coordinates: changes.entrance ?? at(45, 62) },
  bays: (changes.bays ?? []).map(([label, coordinates]) => ({ label, position: { coordinates } })),
});
const kinds = (given: Parameters<typeof place>[0]) => placeFaults(place(given)).map(({ kind }) => kind);
const warnings = (given: Parameters<typeof place>[0]) => placeWarnings(place(given));

describe('placeFaults', () => {
  it('are none for a car park with a hole that touches its edge', () => {
    const hole = ring([0, 30], [20, 20], [20, 40], [0, 30]);
    expect(kinds({ rings: [LOT, hole], bays: [['1', at(10, 10)]] })).toEqual([]);
  });

  it('name where edges meet: a bow tie, a spike, a corner on an edge, a hole that sticks out', () => {
    const bowTie = ring([0, 0], [80, 60], [80, 0], [0, 60], [0, 0]);
    const [fault] = placeFaults(place({ rings: [bowTie] }));
    expect(fault?.kind).toBe('crossing');
    const [longitude, latitude] = fault?.kind === 'crossing' ? fault.at[0]! : [];
    expect(longitude).toBeCloseTo(at(40, 30)[0], 6);
    expect(latitude).toBeCloseTo(at(40, 30)[1], 6);
    const touching = ring([0, 0], [90, 0], [90, 60], [45, 0], [0, 60], [0, 0]);
    expect(kinds({ rings: [touching] })).toEqual(['crossing']);
    const again = ring([0, 0], [90, 0], [45, 30], [90, 60], [0, 60], [45, 30], [0, 0]);
    expect(kinds({ rings: [again] })).toEqual(['crossing']);
    expect(kinds({ rings: [LOT, ring([80, 10], [100, 10], [100, 20], [80, 20], [80, 10])] })).toEqual([
      'crossing',
    ]);
  });

  it('refuse what is no outline, too small, too large, or has another street’s entrance and bays', () => {
    expect(kinds({ rings: [LOT.slice(0, 4)] })).toEqual(['open']);
    expect(kinds({ rings: [ring([0, 0], [0, 0], [0, 0], [0, 0])] })).toEqual(['no_area']);
    expect(kinds({ rings: [ring([0, 0], [10, 0], [10, 10], [0, 10], [0, 0])], entrance: at(5, 5) })).toEqual([
      'size',
    ]);
    expect(kinds({ rings: [ring([0, 0], [2000, 0], [2000, 1000], [0, 1000], [0, 0])] })).toEqual(['size']);
    const bays: [string, LonLat][] = [
      ['a', at(10, 10)],
      [' A', at(13, 10)],
      ['9', at(90, 400)],
    ];
    expect(placeFaults(place({ entrance: at(-250, 0), bays }))).toEqual([
      { kind: 'entrance_far', besideM: 250, most: 100 },
      { kind: 'bay_far', bay: 2, besideM: 342, most: 100 },
      { kind: 'repeated_bay', bay: 1 },
    ]);
  });

  it('count the corners of an outline before they look at it, and judge the largest allowed', () => {
    const circle = (corners: number, middle: number): LonLat[] => {
      const around = Array.from({ length: corners - 1 }, (_, i) => {
        const angle = (2 * Math.PI * i) / (corners - 1);
        return at(middle + 20 * Math.cos(angle), 30 + 20 * Math.sin(angle));
      });
      return [...around, around[0]!];
    };
    expect(placeFaults(place({ rings: [circle(100_000, 45)] }))).toEqual([
      { kind: 'too_many_corners', corners: 100_000, most: 500 },
    ]);
    // Circles inside one another: all edges are compared, and none meets another.
    const rings = Array.from({ length: 20 }, () => circle(500, 45)).map((one, i) =>
      one.map(([longitude, latitude]): LonLat => [
        at(45, 30)[0] + (longitude - at(45, 30)[0]) * (1 + i / 20),
        at(45, 30)[1] + (latitude - at(45, 30)[1]) * (1 + i / 20),
      ]),
    );
    expect(placeFaults(place({ rings: rings.reverse() })).map(({ kind }) => kind)).toEqual(['size']);
  });
});

describe('placeWarnings', () => {
  it('are none about an ordinary car park', () => {
    expect(warnings({ bays: [['1', at(10, 10)]] })).toEqual([]);
  });

  it('find a radius of 30 m, a strip, a yard, bays outside and an entrance far off', () => {
    const pin = at(45, 30);
    expect(warnings({ rings: [roundRing(pin, 30)], entrance: pin })).toEqual([
      { kind: 'small_radius', radiusM: 30, least: 50 },
    ]);
    expect(
      warnings({ rings: [ring([0, 0], [90, 0], [90, 7], [0, 7], [0, 0])], entrance: at(45, 8) }),
    ).toEqual([{ kind: 'narrow', metres: 7, least: 10 }]);
    expect(
      warnings({ rings: [ring([0, 0], [16, 0], [16, 16], [0, 16], [0, 0])], entrance: at(5, 5) }),
    ).toEqual([{ kind: 'small', areaM2: 257, least: 300 }]);
    const bays: [string, LonLat][] = [
      ['1', at(10, 10)],
      ['2', at(10, 63)],
      ['3', at(10, 80)],
    ];
    expect(warnings({ entrance: at(45, 110), bays })).toEqual([
      { kind: 'entrance_outside', besideM: 50 },
      { kind: 'bays_outside', bays: [2] },
    ]);
  });
});
