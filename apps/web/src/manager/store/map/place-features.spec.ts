import { describe, expect, it } from 'vitest';
import type { GeoJSONStoreFeatures } from 'terra-draw';
import { storeSettings } from '../../../../fixtures/store-settings.js';
import { meterGrid } from './meter-grid.js';
import type { MapColors } from './map-style.js';
import { planLayers } from './base-layers.js';
import { type DrawnPlace, featuresOf, placeOf, withoutCorner } from './place-features.js';

/** Positions with more decimals than a drawing keeps, and a hole. */
function place(): DrawnPlace {
  const { premises, entrance, bays } = storeSettings();
  const hole: [number, number][] = [
    [4.857, 45.7608],
    [4.8571, 45.7608],
    [4.8571, 45.7609],
    [4.857, 45.7608],
  ];
  return {
    premises: { ...premises, coordinates: [...premises.coordinates, hole] },
    entrance: { ...entrance, coordinates: [4.857123456789, 45.761234567891] },
    bays,
  };
}
const drawn = (mode: string, coordinates: number[]): GeoJSONStoreFeatures => ({
  type: 'Feature',
  properties: { mode },
  geometry: { type: 'Point', coordinates },
});

describe('a drawn place', () => {
  it('that nobody has touched is as it was, with all its decimals and its hole', () => {
    expect(placeOf(featuresOf(place()), place())).toEqual(place());
  });

  it('has new bays under the next numbers, those left in their order, and the last entrance', () => {
    const [outline, entrance, first, second] = featuresOf(place());
    const moved = placeOf(
      [
        outline!,
        entrance!,
        second!,
        drawn('bay', [4.85681234567, 45.7607]),
        drawn('bay', [4.8569, 45.7607]),
        drawn('entrance', [4.8572, 45.7612]),
        drawn('select', [0, 0]),
      ],
      place(),
    );
    expect(moved.bays.map(({ label }) => label)).toEqual(['2', '3', '4']);
    expect(moved.bays[1]!.position.coordinates).toEqual([4.856812, 45.7607]);
    expect(moved.entrance.coordinates).toEqual([4.8572, 45.7612]);
    expect(moved.premises).toEqual(place().premises);
    expect(first!.properties).toMatchObject({ mode: 'bay', label: '1', order: 0 });
  });

  it('keeps its hole when its outline is drawn anew', () => {
    const ring = [
      [4.856, 45.76],
      [4.858, 45.76],
      [4.858, 45.762],
      [4.856, 45.76],
    ];
    const outline: GeoJSONStoreFeatures = {
      type: 'Feature',
      properties: { mode: 'polygon' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    const { premises, bays } = placeOf([...featuresOf(place()), outline], place());
    expect(premises.coordinates).toEqual([ring, place().premises.coordinates[1]]);
    expect(bays).toEqual(place().bays);
  });
});

it('the squared paper has a line every 10 m and reaches past what lies on it', () => {
  const lines = meterGrid([4.857, 45.76], 400).features;
  const longitudes = lines.flatMap(({ geometry }) => geometry.coordinates.map(([x = 0]) => x));
  const perDegree = 111_195 * Math.cos((45.76 * Math.PI) / 180);
  expect((Math.max(...longitudes) - 4.857) * perDegree).toBeCloseTo(800, 0);
  const upright = lines.filter(({ geometry: { coordinates } }) => coordinates[0]![0] === coordinates[1]![0]);
  expect(upright).toHaveLength(161);
  expect(
    (upright[1]!.geometry.coordinates[0]![0]! - upright[0]!.geometry.coordinates[0]![0]!) * perDegree,
  ).toBeCloseTo(10, 2);
  expect(upright.filter(({ properties }) => properties?.['strong'])).toHaveLength(33);
});

describe('an outline without one of its corners', () => {
  it('is closed again, whichever corner it was, and keeps its holes', () => {
    const before = place();
    const [outer = [], ...holes] = before.premises.coordinates;
    const corners = outer.slice(0, -1);
    for (const index of corners.keys()) {
      const { premises, entrance, bays } = withoutCorner(before, index);
      const left = corners.toSpliced(index, 1);
      expect(premises.coordinates).toEqual([[...left, left[0]], ...holes]);
      expect({ entrance, bays }).toEqual({ entrance: before.entrance, bays: before.bays });
    }
  });
});

describe('a map of vector tiles under the plan', () => {
  it('shows water, streets and buildings, in this order, of both schemas, and no names', () => {
    const colors = { soft: '#555', line: '#999' } as MapColors;
    const drawnOf = (names: string[]) =>
      planLayers(names, colors).map((layer) => 'source-layer' in layer && layer['source-layer']);
    expect(drawnOf(['earth', 'buildings', 'pois', 'roads', 'water'])).toEqual([
      'water',
      'roads',
      'buildings',
    ]);
    expect(drawnOf(['transportation_name', 'building', 'transportation', 'waterway', 'water'])).toEqual([
      'water',
      'transportation',
      'building',
    ]);
    expect(drawnOf([])).toEqual([]);
  });
});
