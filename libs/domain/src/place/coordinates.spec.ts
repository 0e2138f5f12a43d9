import { describe, expect, it } from 'vitest';
import { isOnEarth, parseCoordinates, positionSuspicion, standardOffsetH } from './coordinates.js';

describe('parseCoordinates', () => {
  it.each([
    ['45.7606, 4.8571', [4.8571, 45.7606]],
    ['45.7606,4.8571', [4.8571, 45.7606]],
    ['45,7606, 4,8571', [4.8571, 45.7606]],
    ['45,7606 4,8571', [4.8571, 45.7606]],
    ['45,7606 ; 4,8571', [4.8571, 45.7606]],
    ['geo:45.7606,4.8571', [4.8571, 45.7606]],
    ['-33.8688 151.2093', [151.2093, -33.8688]],
    ['51.4545 N, 2.5879 W', [-2.5879, 51.4545]],
    ['2,5879 O 51,4545 N', [-2.5879, 51.4545]],
    ['E 4.8571 N 45.7606', [4.8571, 45.7606]],
    ['45, 4', [4, 45]],
  ])('reads %s', (text, position) => {
    expect(parseCoordinates(text)).toEqual(position);
  });

  it('reads degrees, minutes and seconds as maps copy them', () => {
    const [longitude, latitude] = parseCoordinates('45°45\'38.2"N 4°51\'25.6"E') ?? [];
    expect(latitude).toBeCloseTo(45.760611, 6);
    expect(longitude).toBeCloseTo(4.857111, 6);
  });

  it.each(['', '45.76', '1 rue de la Halle', '45.76 4.85 170', '45 N 46 N'])('takes no %j', (text) => {
    expect(parseCoordinates(text)).toBeUndefined();
  });

  it('leaves a latitude past the pole to be told', () => {
    expect(isOnEarth(parseCoordinates('151.2093, -33.8688')!)).toBe(false);
    expect(isOnEarth([4.8571, 45.7606])).toBe(true);
  });
});

describe('positionSuspicion', () => {
  const paris = standardOffsetH('Europe/Paris', Date.UTC(2026, 6, 1));

  it('finds a swapped pair and nothing in the right one', () => {
    expect(paris).toBe(1);
    expect(positionSuspicion([45.76, 4.857], paris)).toEqual({ kind: 'swapped_coordinates' });
    expect(positionSuspicion([4.857, 45.76], paris)).toBeUndefined();
  });

  it('finds the sea at 0, 0 and a zone on the other side of the Earth', () => {
    expect(positionSuspicion([0.1, 0.2], paris)).toEqual({ kind: 'null_island' });
    expect(positionSuspicion([151.2, -33.9], paris)).toMatchObject({ kind: 'zone_far_off' });
  });
});
