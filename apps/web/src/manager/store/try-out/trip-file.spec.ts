import { describe, expect, it } from 'vitest';
import { fixesIn } from './trip-file.js';

const AT = Date.UTC(2026, 10, 29, 9);
const iso = (s: number): string => new Date(AT + s * 1000).toISOString();

describe('a recorded trip as GeoJSON', () => {
  it('is read from points with times, in order of time', () => {
    const point = (s: number, accuracy?: number) => ({
      type: 'Feature',
      properties: { time: iso(s), ...(accuracy !== undefined && { accuracy }) },
      geometry: { type: 'Point', coordinates: [4.857 + s / 1e5, 45.76, 170] },
    });
    const fixes = fixesIn(JSON.stringify({ type: 'FeatureCollection', features: [point(1, 8), point(0)] }));
    expect(fixes).toEqual([
      { latitude: 45.76, longitude: 4.857, recordedAt: AT, receivedAt: AT + 300 },
      { latitude: 45.76, longitude: 4.85701, accuracyM: 8, recordedAt: AT + 1000, receivedAt: AT + 1300 },
    ]);
  });

  it.each(['coordTimes', 'times'])('is read from a line with %s', (name) => {
    const line = {
      type: 'Feature',
      properties: { [name]: [iso(0), AT + 1000] },
      geometry: {
        type: 'LineString',
        coordinates: [
          [4.857, 45.76],
          [4.8571, 45.76],
        ],
      },
    };
    expect(fixesIn(JSON.stringify(line)).map(({ recordedAt }) => recordedAt)).toEqual([AT, AT + 1000]);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"type":"FeatureCollection","features":3}',
    '{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[4,45]}}',
    '{"type":"Feature","properties":{"time":"2026-11-29T09:00:00Z"},"geometry":{"type":"Point","coordinates":[400,45]}}',
    '{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[4,45],[4,46]]}}',
  ])('is none in %s', (text) => {
    expect(fixesIn(text)).toEqual([]);
  });
});
