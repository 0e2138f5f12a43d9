import { describe, expect, it } from 'vitest';
import {
  asks,
  definitionOf,
  endsInLocker,
  firstLegOf,
  SERVICES,
  type Service,
  staffWaitEnd,
} from './index.js';

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

  it('let nobody wait for staff whose order lies in a compartment', () => {
    expect(services.filter(endsInLocker)).toEqual(['locker']);
    const wait = (since: number | null, service = 'locker') => {
      const locker = since === null ? null : { assignedAt: new Date(since).toISOString() };
      return staffWaitEnd(service, { arrived: 1000, locker, until: 5000 });
    };
    expect([wait(500), wait(1000)]).toEqual([null, null]);
    // It was put there while they waited, or never.
    expect([wait(3000), wait(9000), wait(null)]).toEqual([3000, 5000, 5000]);
    expect(wait(500, 'curbside')).toBe(5000);
  });

  it('have bays for those alone who come by car', () => {
    const atBays = services.filter((service) => firstLegOf(service).place === 'bay');
    expect(new Set(atBays.map((service) => firstLegOf(service).travel))).toEqual(new Set(['by_car']));
  });
});
