import { describe, expect, it } from 'vitest';
import { asks, definitionOf, firstLegOf, SERVICES, type Service } from './index.js';

const services = Object.keys(SERVICES) as Service[];

describe('the services', () => {
  it('begin with a meeting', () => {
    for (const service of services) expect(firstLegOf(service)).toBe(SERVICES[service].legs[0]);
  });

  it.each(['by_balloon', '', 'constructor', undefined as unknown as string])(
    'are curbside under a word that is not known: %s',
    (word) => {
      expect(definitionOf(word)).toBe(SERVICES.curbside);
    },
  );

  it('ask nobody who comes on foot for a vehicle', () => {
    const onFoot = services.filter((service) => firstLegOf(service).travel === 'on_foot');
    expect(onFoot).toContain('walk_in');
    for (const service of onFoot) expect(asks(service, 'vehicle')).toBe(false);
  });

  it('have bays for those alone who come by car', () => {
    const atBays = services.filter((service) => firstLegOf(service).place === 'bay');
    expect(new Set(atBays.map((service) => firstLegOf(service).travel))).toEqual(new Set(['by_car']));
  });
});
