/** What apps really send, and what is made of it: a place, a time and units of ours, and the answer that the app awaits. */
import { describe, expect, it } from 'vitest';
import { fix, NOW, read, rounded, type Row, TAKEN, TAKEN_S } from '../../../test/app-messages.js';
import { readMessage } from './read-message.js';

describe('OwnTracks', () => {
  const at = { _type: 'location', lat: 45.7405, lon: 4.8176, tst: TAKEN_S };
  const rows: readonly Row[] = [
    ['a place alone', at, '', [fix()]],
    [
      'everything',
      { ...at, acc: 9, vel: 36, cog: 180, alt: 200, batt: 80, tid: 'cb', t: 'u', m: 2 },
      '',
      [fix({ accuracyM: 9, speedMps: 10, headingDeg: 180 })],
    ],
    [
      'zeros for what it does not know',
      { ...at, acc: 0, vel: 0, cog: 0 },
      '',
      [fix({ speedMps: 0, headingDeg: 0 })],
    ],
    [
      'a topic, and when it was built',
      { ...at, topic: 'owntracks/u/d', created_at: TAKEN_S + 4 },
      '',
      [fix()],
    ],
    ['several at once', [at, { ...at, tst: TAKEN_S - 5 }], '', [fix(), fix({ recordedAt: TAKEN - 5000 })]],
    ['a ping, which repeats an older place', { ...at, t: 'p' }, '', []],
    [
      'messages of other kinds',
      [
        { ...at, _type: 'transition', event: 'enter', desc: 'shop', wtst: 1, t: 'c' },
        { ...at, _type: 'waypoint', rad: 50, desc: 'shop' },
        { ...at, _type: 'lwt' },
        { _type: 'encrypted', data: 'Zm9vYmFyYmF6cXV4' },
      ],
      '',
      [],
    ],
    ['an empty body, after a friend was deleted', '', '', []],
    ['no place', { _type: 'location', tst: TAKEN_S }, '', []],
    ['a place that is none', { ...at, lat: 245 }, '', []],
    ['JSON that ends too soon', '{"_type":"location","lat":45.74', '', []],
    ['what nobody knows', { hello: 'world' }, '', []],
  ];
  it.each(rows)('%s', (_what, body, query, fixes) => {
    for (const dialect of ['any', 'owntracks'] as const) {
      // Half a JSON text might be a form: only the path of OwnTracks says that it is not.
      if (dialect === 'any' && String(body).startsWith('{"_type"')) continue;
      const message = read(body, query, dialect);
      expect(rounded(message)).toEqual(fixes);
      expect(message.answer).toEqual({ contentType: 'application/json', body: '[]' });
    }
  });
});

describe('Traccar Client and OsmAnd', () => {
  const place = 'lat=45.7405&lon=4.8176';
  const rows: readonly Row[] = [
    [
      'Traccar Client 10: a form, seconds and knots',
      `id=a&${place}&timestamp=${TAKEN_S}&accuracy=9&altitude=200&speed=19.44&bearing=90.5&batt=80.0&charge=false`,
      '',
      [fix({ accuracyM: 9, speedMps: 10, headingDeg: 90.5 })],
    ],
    ['its heartbeat', `id=a&timestamp=${TAKEN_S}&batt=80.0&charge=true`, '', []],
    ['its token for notifications', 'id=a&notificationToken=cMpF%3AAPA91', '', []],
    [
      'up to 7: a query',
      '',
      `id=a&timestamp=${TAKEN_S}&${place}&speed=0.0&bearing=0.0&altitude=0.0&accuracy=0.0&batt=55.0`,
      [fix({ speedMps: 0, headingDeg: 0 })],
    ],
    ['milliseconds', '', `deviceid=a&${place}&timestamp=${TAKEN}`, [fix()]],
    ['ISO with Z', '', `${place}&timestamp=2026-11-30T14:02:05Z`, [fix()]],
    ['ISO with fractions and an offset', '', `${place}&timestamp=2026-11-30T15:02:05.000%2B01:00`, [fix()]],
    ['a blank, which is UTC', '', `${place}&timestamp=2026-11-30+14:02:05`, [fix()]],
    ['no time', '', place, [fix({ recordedAt: NOW })]],
    ['a time that is none', '', `${place}&timestamp=soon`, []],
    [
      'one word for the place',
      '',
      `location=45.7405,4.8176&timestamp=${TAKEN_S}&hacc=12&heading=7`,
      [fix({ accuracyM: 12, headingDeg: 7 })],
    ],
    ['cells and networks without a place', '', 'id=a&cell=208,1,1,2,-70&wifi=aa:bb:cc:dd:ee:ff,-60', []],
    ['a position that it calls invalid', '', `${place}&timestamp=${TAKEN_S}&valid=false`, []],
    [
      'no speed, and a course beyond the circle',
      '',
      `${place}&timestamp=${TAKEN_S}&speed=-1&bearing=400`,
      [fix()],
    ],
    ['0°, 0° for no place', '', `lat=0.0&lon=0.0&timestamp=${TAKEN_S}`, []],
    [
      'GPSLogger: its names, and meters a second',
      '',
      `lat=45.7405&lon=4.8176&time=2026-11-30T14:02:05.000Z&acc=0.0&spd=10.0&dir=90.0&prov=gps&sat=7`,
      [fix({ speedMps: 10, headingDeg: 90 })],
    ],
    [
      'GPSLogger: kilometers an hour',
      '',
      `latitude=45.7405&longitude=4.8176&timestamp=${TAKEN_S}&acc=8&spd_kph=36`,
      [fix({ accuracyM: 8, speedMps: 10 })],
    ],
  ];
  it.each(rows)('%s', (_what, body, query, fixes) => {
    const message = read(body, query);
    expect(rounded(message)).toEqual(fixes);
    expect(message.answer.body).toBe('');
  });
});

describe('what is no message at all', () => {
  it('has an answer, and no position', () => {
    const bodies = ['null', '"text"', '[]', '[[[]]]', '{}', '<xml/>', '%%%', '\u0000', '['.repeat(100_000)];
    for (const dialect of ['any', 'owntracks', 'overland'] as const) {
      for (const body of bodies) {
        const { fixes, answer } = read(body, '', dialect);
        expect(fixes).toEqual([]);
        expect(answer.contentType).not.toBe('');
      }
      const tooLong = readMessage(dialect, { query: '', body: undefined, receivedAt: NOW });
      expect(tooLong.answer.body).toBe(dialect === 'owntracks' ? '[]' : '{"result":"ok"}');
    }
  });
});
