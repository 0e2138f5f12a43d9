import { describe, expect, it } from 'vitest';
import { bandOf } from './band.js';
import { prepareStore } from './store.js';

// About 90 m by 60 m around 45.76 N, 4.86 E; one degree of latitude is 111.2 km.
const store = prepareStore({
  premises: {
    type: 'Polygon',
    coordinates: [
      [
        [4.86, 45.76],
        [4.8612, 45.76],
        [4.8612, 45.76054],
        [4.86, 45.76054],
        [4.86, 45.76],
      ],
    ],
  },
  leadS: 120,
});
const southOf = (meters: number, accuracyM?: number) => ({
  longitude: 4.8606,
  latitude: 45.76 - meters / 111_195,
  accuracyM,
});

describe('the band of a fix', () => {
  it('is on the premises inside them and within the accuracy beside them', () => {
    expect(bandOf(southOf(-20, 5), store)).toBe('on_premises');
    expect(bandOf(southOf(30, 35), store)).toBe('on_premises');
    expect(bandOf(southOf(30, 10), store)).toBe('near');
  });

  it('never takes a coarse fix for presence', () => {
    expect(bandOf(southOf(200, 2_000), store)).toBe('near');
    expect(bandOf(southOf(5_000, 2_000), store)).toBe('far');
  });

  it('assumes a usual accuracy when the phone gives none', () => {
    expect(bandOf(southOf(2), store)).toBe('on_premises');
    expect(bandOf(southOf(400), store)).toBe('far');
  });
});
