import { expect, it } from 'vitest';
import { storeSettings } from '../../../../fixtures/store-settings.js';
import { standpointOf } from './standpoint.js';

const settings = storeSettings();

it.each([
  ['in the middle', [4.85717, 45.76087], 5, { side: 'inside', edgeM: 30, entranceM: 35 }],
  ['in the street', [4.85717, 45.7613], 5, { side: 'outside', edgeM: 17, entranceM: 14 }],
  [
    'beside the edge, as far as the phone can tell',
    [4.85717, 45.76113],
    9,
    { side: 'edge', edgeM: 2, entranceM: 8 },
  ],
] as const)('somebody %s', (_name, position, accuracyM, standpoint) => {
  expect(standpointOf(settings, position, accuracyM)).toEqual(standpoint);
});

it('nobody stands by an outline without an area', () => {
  const premises = { type: 'Polygon' as const, coordinates: [[]] };
  expect(standpointOf({ ...settings, premises }, [4.857, 45.761], 5)).toBeUndefined();
});
