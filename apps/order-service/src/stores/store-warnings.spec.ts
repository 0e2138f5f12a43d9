import { describe, expect, it } from 'vitest';
import { roundRing } from '@curbline/domain/place';
import { storeWarnings } from './store-warnings.js';

const NOW = Date.UTC(2026, 10, 29);
const codes = (longitude: number, latitude: number, timeZone: string, radiusM = 60): string[] =>
  storeWarnings(
    {
      entrance: { type: 'Point', coordinates: [longitude, latitude] },
      premises: { type: 'Polygon', coordinates: [roundRing([longitude, latitude], radiusM)] },
      bays: [{ label: '1', position: { type: 'Point', coordinates: [longitude, latitude] } }],
      timeZone,
    },
    NOW,
  ).map(({ code }) => code);

describe('the warnings about a store’s settings', () => {
  it.each([
    ['Lyon', 4.85, 45.76, 'Europe/Paris'],
    ['Brest', -4.49, 48.39, 'Europe/Paris'],
    ['Vigo', -8.72, 42.24, 'Europe/Madrid'],
    ['Bristol', -2.6, 51.45, 'Europe/London'],
    ['New York', -74, 40.7, 'America/New_York'],
    ['Kashgar', 75.99, 39.47, 'Asia/Shanghai'],
    ['Mendoza', -68.8, -32.9, 'America/Argentina/Mendoza'],
    ['Kiritimati', -157.4, 1.9, 'Pacific/Kiritimati'],
    ['Taveuni, at the antimeridian', -179.98, -16.8, 'Pacific/Fiji'],
    ['Reykjavik', -21.9, 64.1, 'Atlantic/Reykjavik'],
    ['Kathmandu', 85.3, 27.7, 'Asia/Kathmandu'],
    ['Accra', -0.19, 5.6, 'Africa/Accra'],
  ])('are none for %s', (_name, longitude, latitude, zone) => {
    expect(codes(longitude, latitude, zone)).toEqual([]);
  });

  it.each([
    ['Lyon', 45.76, 4.85, 'Europe/Paris'],
    ['Bristol', 51.45, -2.6, 'Europe/London'],
    ['New York', 40.7, -74, 'America/New_York'],
  ])('say that longitude and latitude of %s are swapped', (_name, longitude, latitude, zone) => {
    expect(codes(longitude, latitude, zone)).toEqual(['swapped_coordinates']);
  });

  it('name 0, 0 and a zone that is hours away', () => {
    expect(codes(0, 0, 'Europe/Paris')).toEqual(['null_island']);
    expect(codes(139.7, 35.7, 'UTC')).toEqual(['zone_far_off']);
  });

  it('name a place that is likely to miss arrivals', () => {
    expect(codes(4.85, 45.76, 'Europe/Paris', 30)).toEqual(['small_radius']);
    const [longitude, latitude] = [4.85, 45.76];
    const bay = (label: string, north: number) => ({
      label,
      position: { type: 'Point' as const, coordinates: [longitude, latitude + north] as [number, number] },
    });
    const warnings = storeWarnings(
      {
        entrance: { type: 'Point', coordinates: [longitude + 0.0012, latitude] },
        premises: { type: 'Polygon', coordinates: [roundRing([longitude, latitude], 60)] },
        bays: [bay('1', 0), bay('2', 0.0008), bay('3', -0.0008)],
        timeZone: 'Europe/Paris',
      },
      NOW,
    );
    expect(warnings.map(({ code }) => code)).toEqual(['entrance_outside', 'bays_outside']);
    expect(warnings[1]!.message.fr).toContain(': 2, 3.');
  });
});
