import { describe, expect, it } from 'vitest';
import { type Service, SERVICES } from '../service/index.js';
import { decideService, offeredOf } from './index.js';

const services = Object.keys(SERVICES) as Service[];

describe('what a store offers', () => {
  it('is the usual where it never said so, and else its own, in one order', () => {
    expect(offeredOf(undefined)).toEqual(['curbside', 'walk_in', 'drive_through']);
    expect(offeredOf(['drive_through', 'curbside'])).toEqual(['curbside', 'drive_through']);
  });

  it.each(services)('decides whether an order of %s is taken', (asked) => {
    for (const other of services) {
      const fits = asked === other;
      expect(decideService(asked, offeredOf([other]))).toEqual(
        fits ? { service: asked } : { refused: 'service-not-offered' },
      );
    }
  });

  it('decides of what an order is for which none was named', () => {
    expect(decideService(null, offeredOf(undefined))).toEqual({ service: 'curbside' });
    expect(decideService(null, offeredOf(['drive_through', 'walk_in']))).toEqual({ service: 'walk_in' });
  });
});
