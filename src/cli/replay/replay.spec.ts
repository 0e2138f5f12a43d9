import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SeededRandom } from '@curbline/simulation';
import { drive, lotStore, record, SOMEWHERE, story } from '../../../libs/testkit/src/trips/index.js';
import { parseCase } from './case-line.js';
import { replayCases } from './replay-cases.js';
import { readStore } from './store-file.js';
import { timelineOf } from './timeline.js';
import { readTrace } from './trace-file.js';

const START = Date.UTC(2026, 5, 1, 10);
let folder = '';
const write = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const { from, moves } = story('parks-in-the-middle');
const phone = { everyS: 2, errorM: 4, accuracyM: 8 };
const fixes = record(drive(from, moves), phone, SOMEWHERE, START, new SeededRandom(5));
const line = (id: string): string =>
  JSON.stringify({
    id,
    kind: 'never read',
    truth: { parked_at: 'never read' },
    store: lotStore(),
    started_at: START,
    end_at: START + 900_000,
    fixes: fixes.map((f) => ({
      t: f.recordedAt,
      received: f.receivedAt,
      lat: f.latitude,
      lon: f.longitude,
      accuracy: f.accuracyM,
      speed: null,
      heading: null,
    })),
  });

describe('replay --cases', () => {
  it('prints one line a case: the arrival, and an estimate for each fix taken before it', async () => {
    const printed: string[] = [];
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        printed.push(chunk.toString());
        done();
      },
    });
    await replayCases(await write('cases.ndjson', `${line('a')}\n\n${line('b')}\n`), out);
    const answers = printed
      .join('')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as Record<string, unknown[]>);
    expect(answers.map((a) => a.id)).toEqual(['a', 'b']);
    expect(answers[0]?.decisions).toContainEqual(expect.objectContaining({ type: 'arrived' }));
    expect(answers[0]?.etas?.length).toBeGreaterThan(50);
    expect(answers[0]?.etas?.[0]).toEqual({
      at: expect.any(Number),
      seconds: expect.any(Number),
      low: expect.any(Number),
      high: expect.any(Number),
      source: 'position',
    });
  });

  it.each([
    ['not JSON', '{', 'here: is not JSON'],
    ['no id', '{}', 'here: id must be a text'],
    [
      'a latitude in words',
      line('a').replace(/"lat":[\d.]+/, '"lat":"north"'),
      'fixes[0].lat must be a number',
    ],
  ])('names what cannot be read: %s', (_what, text, complaint) => {
    expect(() => parseCase(text, 'here')).toThrow(complaint);
  });
});

describe('replay --trace', () => {
  const csv = (): string =>
    [
      'time,lat,lon',
      ...fixes.map((f) => `${new Date(f.recordedAt).toISOString()},${f.latitude},${f.longitude}`),
    ].join('\n');
  const gpx = (): string =>
    `<gpx version="1.1"><trk><trkseg>${fixes
      .map(
        (f) =>
          `<trkpt lat="${f.latitude}" lon="${f.longitude}"><time>${new Date(f.recordedAt).toISOString()}</time></trkpt>`,
      )
      .join('')}</trkseg></trk></gpx>`;

  it('tells the same arrival from a CSV and from a GPX', async () => {
    const store = await readStore(await write('store.geojson', JSON.stringify(lotStore().premises)));
    const [a, b] = await Promise.all([
      write('trip.csv', csv()).then((path) => readTrace(path)),
      write('trip.gpx', gpx()).then((path) => readTrace(path)),
    ]);
    const told = (trace: typeof a): string[] => timelineOf(store, trace).filter((l) => l.includes('ARRIVED'));
    expect(told(a)).toHaveLength(1);
    expect(told(b)).toEqual(told(a));
  });

  it('names file, line and field of what cannot be read', async () => {
    const bad = await write('bad.csv', 't_unix_ms,lat,lon\n1780000000000,x,2\n');
    await expect(readTrace(bad)).rejects.toThrow('bad.csv, line 2: lat must be a number, got "x"');
    await expect(readTrace(await write('none.csv', 'a,b\n1,2\n'))).rejects.toThrow(
      'needs a column t_unix_ms',
    );
    await expect(readTrace(await write('bad.gpx', '<gpx><trk>'))).rejects.toThrow('bad.gpx: is not GPX');
    await expect(readTrace(join(folder, 'nowhere.csv'))).rejects.toThrow('cannot be read (ENOENT)');
    await expect(readStore(await write('point.geojson', '{"type":"Point"}'))).rejects.toThrow(
      'holds no Polygon',
    );
  });

  it('names the line of a row behind an empty one', async () => {
    const bad = await write('gap.csv', 't_unix_ms,lat,lon\n1780000000000,45,4\n\n1780000001000,95,4\n');
    await expect(readTrace(bad)).rejects.toThrow(
      'gap.csv, line 4: lat must lie between -90 and 90 degrees, got 95',
    );
  });

  it.each(['trip 5', '1780000000000000', '', '12:30', '-5'])('refuses %p as a time', async (time) => {
    const bad = await write('time.csv', `time,lat,lon\n${time},45,4\n`);
    await expect(readTrace(bad)).rejects.toThrow('time.csv, line 2: time must be Unix time or ISO 8601');
  });

  it.each([
    ['2026-06-01T10:00:00Z', START],
    ['2026-06-01T10:00:00', START],
    ['2026-06-01 12:00:00+02', START],
    ['2026-06-01T10:00:00,500Z', START + 500],
    [String(START / 1000), START],
    [String(START), START],
  ])('reads %p as a time', async (time, recordedAt) => {
    const file = await write('time.csv', `time;lat;lon\n${time};45;4\n`);
    expect((await readTrace(file))[0]?.recordedAt).toBe(recordedAt);
  });
});

describe('a GPX file', () => {
  const read = async (text: string): ReturnType<typeof readTrace> => readTrace(await write('trip.gpx', text));
  const TIME = '<time>2026-06-01T10:00:00Z</time>';

  it('is read whatever prefix its elements have', async () => {
    const text = `<g:gpx xmlns:g="http://www.topografix.com/GPX/1/1"><g:trk><g:trkseg>
      <g:trkpt lat="45.5" lon="4.5"><g:time>2026-06-01T10:00:00Z</g:time></g:trkpt></g:trkseg></g:trk></g:gpx>`;
    expect(await read(text)).toEqual([
      expect.objectContaining({ latitude: 45.5, longitude: 4.5, recordedAt: START }),
    ]);
  });

  it('may hold its recording as a route, if the points have a time', async () => {
    const text = `<gpx><rte><rtept lat="45.5" lon="4.5">${TIME}</rtept></rte></gpx>`;
    expect(await read(text)).toHaveLength(1);
  });

  it.each([
    [
      'a route without times',
      '<gpx>\n<rte><rtept lat="45" lon="4"/></rte></gpx>',
      'line 2: the point has no <time>',
    ],
    [
      'a point without a time',
      `<gpx><trk><trkseg><trkpt lat="45" lon="4">${TIME}</trkpt>\n<trkpt lat="45" lon="4"/></trkseg></trk></gpx>`,
      'line 2: the point has no <time>',
    ],
    [
      'an empty time',
      '<gpx><trk><trkseg><trkpt lat="45" lon="4"><time/></trkpt></trkseg></trk></gpx>',
      'line 1: time must be',
    ],
    [
      'a point without a latitude',
      `<gpx><trk><trkseg><trkpt lon="4">${TIME}</trkpt></trkseg></trk></gpx>`,
      'line 1: lat must be a number, got nothing',
    ],
    [
      'a longitude that is none',
      `<gpx><trk><trkseg><trkpt lat="45" lon="204">${TIME}</trkpt></trkseg></trk></gpx>`,
      'line 1: lon must lie between -180 and 180',
    ],
    ['waypoints alone', '<gpx><wpt lat="45" lon="4"/></gpx>', 'holds waypoints only'],
    ['another format', '<kml></kml>', 'is not GPX: its root is <kml>'],
    ['nothing', '', 'is not GPX'],
  ])('is refused with line and field: %s', async (_what, text, complaint) => {
    await expect(read(text)).rejects.toThrow(complaint);
  });
});

describe('a store file', () => {
  const outline = lotStore().premises;
  const store = async (value: unknown): ReturnType<typeof readStore> =>
    readStore(await write('store.geojson', JSON.stringify(value)));

  it('may be a geometry, a Feature, a collection, or a MultiPolygon of one part, with altitudes and a bbox', async () => {
    const high = outline.coordinates.map((ring) => ring.map((position) => [...position, 12.5]));
    const many = { type: 'MultiPolygon', coordinates: [outline.coordinates], bbox: [0, 0, 1, 1] };
    for (const geometry of [outline, { type: 'Polygon', coordinates: high }, many]) {
      const feature = { type: 'Feature', properties: null, geometry };
      for (const value of [geometry, feature, { type: 'FeatureCollection', features: [feature] }])
        expect((await store(value)).premises).toEqual(outline);
    }
  });

  it.each([
    [
      'two polygons',
      {
        type: 'FeatureCollection',
        features: [outline, outline].map((geometry) => ({ type: 'Feature', geometry })),
      },
      'holds 2 polygons',
    ],
    [
      'a MultiPolygon of two parts',
      { type: 'MultiPolygon', coordinates: [outline.coordinates, outline.coordinates] },
      'the premises',
    ],
    [
      'a corner in words',
      { type: 'Polygon', coordinates: [['a', 'b', 'c', 'd']] },
      'the premises (coordinates.0.0)',
    ],
    ['a line', { type: 'LineString', coordinates: [] }, 'holds no Polygon'],
  ])('is refused when it holds %s', async (_what, value, complaint) => {
    await expect(store(value)).rejects.toThrow(complaint);
  });
});
