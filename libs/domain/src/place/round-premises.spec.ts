import { describe, expect, it } from 'vitest';
import { distanceM } from '../geo/projection.js';
import { bayRow, radiusOf, roundRing } from './round-premises.js';

const PIN = [4.857, 45.7609] as const;

describe('roundRing', () => {
  it.each([
    [[4.857, 45.7609], 60],
    [[-179.9999, -16.8], 40],
    [[25.7, 66.5], 550],
  ] as const)('goes round %j at %d m and closes', (pin, radiusM) => {
    const ring = roundRing(pin, radiusM);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const corner of ring) expect(Math.abs(distanceM(pin, corner) - radiusM)).toBeLessThan(radiusM / 100);
    expect(radiusOf(ring, pin)).toBe(radiusM);
  });

  it('is not taken for round when it was drawn', () => {
    const ring = roundRing(PIN, 60);
    expect(radiusOf(ring.slice(1), PIN)).toBeUndefined();
    expect(radiusOf(ring, [4.8575, 45.7609])).toBeUndefined();
  });
});

describe('bayRow', () => {
  const ends = [
    [4.8567, 45.7607],
    [4.8574, 45.7609],
  ] as const;

  it('numbers eight bays from 1 to 8 at equal distances between two points', () => {
    const bays = bayRow(8, 1, ends);
    expect(bays.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect([bays[0]?.position, bays[7]?.position]).toEqual(ends);
    const steps = bays.slice(1).map((bay, i) => distanceM(bay.position, bays[i]!.position));
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(0.3);
  });

  it('passes over numbers that are taken, and puts a single bay on the first point', () => {
    expect(bayRow(3, 2, ends, ['1', '3']).map(({ label }) => label)).toEqual(['2', '4', '5']);
    expect(bayRow(1, 9, ends)).toEqual([{ label: '9', position: ends[0] }]);
  });

  it('goes the short way across the antimeridian', () => {
    const [, middle] = bayRow(3, 1, [
      [179.9998, -16.8],
      [-179.9998, -16.8],
    ]);
    expect(Math.abs(middle!.position[0])).toBe(180);
  });
});
