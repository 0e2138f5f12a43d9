/** The apps that send JSON with several positions at once, and what is made of it. */
import { describe, expect, it } from 'vitest';
import { fix, read, rounded, type Row, TAKEN } from '../../../test/app-messages.js';

describe('Traccar Client 9 and Transistorsoft', () => {
  const coords = {
    latitude: 45.7405,
    longitude: 4.8176,
    accuracy: 9.5,
    speed: 10,
    heading: 90,
    altitude: 200,
  };
  const location = {
    timestamp: '2026-11-30T14:02:05.000Z',
    coords,
    is_moving: true,
    odometer: 12.5,
    event: 'motionchange',
    battery: { level: 0.8, is_charging: false },
    activity: { type: 'in_vehicle' },
    extras: {},
    uuid: '5d0a6a7c-1f0e-4b6e-9df2-0c6c2a9e1f11',
    age: 120,
  };
  const full = fix({ accuracyM: 9.5, speedMps: 10, headingDeg: 90 });
  const unknown = {
    latitude: 45.7405,
    longitude: 4.8176,
    accuracy: -1,
    speed: -1,
    heading: -1,
    altitude: -1,
  };
  const rows: readonly Row[] = [
    ['one', { location, device_id: 'a' }, '', [full]],
    ['unknown values of -1', { location: { ...location, coords: unknown }, device_id: 'a' }, '', [fix()]],
    ['a heartbeat', { location: { ...location, coords: undefined }, device_id: 'a' }, '', []],
    [
      'a list, newest first',
      { location: [location, { ...location, timestamp: '2026-11-30T14:02:00.000Z' }] },
      '',
      [full, { ...full, recordedAt: TAKEN - 5000 }],
    ],
    ['a list without its name', [location], '', [full]],
    ['one without its name', location, '', [full]],
    ['a time of milliseconds', { location: { ...location, timestamp: TAKEN } }, '', [full]],
  ];
  it.each(rows)('%s', (_what, body, query, fixes) => {
    const message = read(body, query);
    expect(rounded(message)).toEqual(fixes);
    expect(message.answer).toEqual({ contentType: 'application/json', body: '{}' });
  });
});

describe('Overland and clients of Dawarich', () => {
  const feature = (properties: object, coordinates: unknown = [4.8176, 45.7405]) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: { timestamp: '2026-11-30T14:02:05Z', ...properties },
  });
  const rows: readonly Row[] = [
    [
      'a batch',
      { locations: [feature({ speed: 10, horizontal_accuracy: 9, course: 90, motion: ['driving'] })] },
      '',
      [fix({ accuracyM: 9, speedMps: 10, headingDeg: 90 })],
    ],
    [
      'an offset without its colon',
      { locations: [feature({ timestamp: '2026-11-30T07:02:05-0700' })] },
      '',
      [fix()],
    ],
    [
      'unknown values of -1',
      { locations: [feature({ speed: -1, horizontal_accuracy: -1, course: -1 })] },
      '',
      [fix()],
    ],
    [
      'the position of now, while a queue waits',
      { locations: [feature({ timestamp: '2026-11-30T12:00:00Z' })], current: feature({}), trip: {} },
      '',
      [fix({ recordedAt: Date.UTC(2026, 10, 30, 12) }), fix()],
    ],
    [
      'a visit, which is no position',
      { locations: [feature({ action: 'visit', arrival_date: '2026-11-30T13:00:00Z' })] },
      '',
      [],
    ],
    ['nothing', { locations: [] }, '', []],
    [
      'points that are none',
      { locations: [null, 7, {}, feature({}, null), feature({}, ['a', 'b']), feature({ timestamp: '' })] },
      '',
      [],
    ],
  ];
  it.each(rows)('%s', (_what, body, query, fixes) => {
    for (const dialect of ['any', 'overland'] as const) {
      const message = read(body, query, dialect);
      expect(rounded(message)).toEqual(fixes);
      expect(message.answer).toEqual({ contentType: 'application/json', body: '{"result":"ok"}' });
    }
  });
});
