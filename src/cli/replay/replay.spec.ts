import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SeededRandom } from '../../../libs/testkit/src/random.js';
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
});
