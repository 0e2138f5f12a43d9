/**
 * One drive, told by every app and by our own page: the same arrival. And however an app orders, doubles and cuts what
 * it sends at once, too.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArrivalEvent, type Fix, prepareStore } from '@curbline/domain/arrival';
import { drive, lotStore, record, SeededRandom, SOMEWHERE, STORIES } from '@curbline/testkit';
import { toFix } from '../ingest/to-fix.js';
import { passTime, takeFixes } from '../track/follow-trip.js';
import { beginTripTrack } from '../track/trip-track.js';
import { type Dialect, readMessage } from './dialects/read-message.js';
import { usedFixes } from './used-fixes.js';

const START = Date.UTC(2026, 5, 1, 10);
const store = prepareStore(lotStore());
const runs = (numRuns: number): fc.Parameters<unknown> => ({ seed: 2_718_281, numRuns });

/** A position in units that every dialect can write without rounding: seconds, meters, kilometers an hour. */
interface Told {
  readonly latitude: number;
  readonly longitude: number;
  readonly recordedAt: number;
  readonly accuracyM: number;
  readonly kmh: number;
}

/** What came in together, and when. */
interface Request {
  readonly receivedAt: number;
  readonly told: readonly Told[];
}

const iso = (at: number): string => new Date(at).toISOString();
const form = (fields: Record<string, unknown>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
const osmAnd = ({ latitude, longitude, recordedAt, accuracyM, kmh }: Told): string =>
  form({
    id: 'a',
    lat: latitude,
    lon: longitude,
    timestamp: recordedAt / 1000,
    accuracy: accuracyM,
    speed: (kmh / 1.852).toFixed(2),
  });
const transistorsoft = ({ latitude, longitude, recordedAt, accuracyM, kmh }: Told): object => ({
  timestamp: iso(recordedAt),
  coords: { latitude, longitude, accuracy: accuracyM, speed: kmh / 3.6, heading: -1 },
});
const ownTracks = ({
  latitude: lat,
  longitude: lon,
  recordedAt,
  accuracyM: acc,
  kmh: vel,
}: Told): object => ({
  _type: 'location',
  lat,
  lon,
  tst: recordedAt / 1000,
  acc,
  vel,
});
const feature = ({ latitude, longitude, recordedAt, accuracyM, kmh }: Told): object => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
  properties: {
    timestamp: iso(recordedAt).replace('.000Z', '+0000'),
    horizontal_accuracy: accuracyM,
    speed: kmh / 3.6,
  },
});

interface Sent {
  readonly dialect?: Dialect;
  readonly query?: string;
  readonly body?: string;
}
/** What each app sends of several positions: one request for all, or one for each. */
const APPS: Readonly<Record<string, (told: readonly Told[]) => readonly Sent[]>> = {
  'Traccar Client 10': (told) => told.map((one) => ({ body: osmAnd(one) })),
  'Traccar Client 9': (told) =>
    told.map((one) => ({ body: JSON.stringify({ location: transistorsoft(one), device_id: 'a' }) })),
  OsmAnd: (told) => told.map((one) => ({ query: osmAnd(one) })),
  GPSLogger: (told) =>
    told.map(({ latitude, longitude, recordedAt, accuracyM, kmh }) => ({
      query: form({ lat: latitude, lon: longitude, time: iso(recordedAt), acc: accuracyM, spd: kmh / 3.6 }),
    })),
  OwnTracks: (told) => told.map((one) => ({ body: JSON.stringify(ownTracks(one)) })),
  'OwnTracks, a list': (told) => [{ body: JSON.stringify(told.map(ownTracks)) }],
  Transistorsoft: (told) => [{ body: JSON.stringify({ location: told.map(transistorsoft) }) }],
  "Radar's SDKs": (told) =>
    told.map(({ recordedAt: locationMs, accuracyM: accuracy, kmh, ...place }) => ({
      dialect: 'radar',
      body: JSON.stringify({ ...place, accuracy, locationMs, speed: kmh / 3.6 }),
    })),
  Overland: (told) => [{ body: JSON.stringify({ locations: told.map(feature) }) }],
};
const IN_ONE = ['OwnTracks, a list', 'Transistorsoft', 'Overland'];

const byApp =
  (app: string) =>
  ({ receivedAt, told }: Request): readonly (readonly Fix[])[] =>
    APPS[app]!(told).map(({ dialect = 'any', query = '', body = '' }) =>
      usedFixes(readMessage(dialect, { query, body, receivedAt }).fixes, START, receivedAt),
    );
const byPage = ({ receivedAt, told }: Request): readonly (readonly Fix[])[] => [
  told.map(({ kmh, ...fix }) => toFix({ ...fix, speedMps: kmh / 3.6 }, receivedAt, receivedAt)),
];

/** The arrivals and departures that a trip's requests lead to, with the timers between them. */
function movesOf(requests: readonly Request[], read: (request: Request) => readonly (readonly Fix[])[]) {
  let track = beginTripTrack({ startedAt: START });
  const events: ArrivalEvent[] = [];
  let wakeAt: number | undefined;
  const ringUntil = (until: number): void => {
    while (wakeAt !== undefined && wakeAt < until) {
      const now = wakeAt;
      const rung = passTime(track, now, store);
      track = rung.after;
      events.push(...rung.events);
      wakeAt = rung.wakeAt === undefined ? undefined : Math.max(rung.wakeAt, now + 1);
    }
  };
  for (const request of requests) {
    ringUntil(request.receivedAt);
    for (const fixes of read(request)) {
      const step = takeFixes(track, fixes, request.receivedAt, store);
      track = step.after;
      events.push(...step.events);
      wakeAt = step.wakeAt;
    }
  }
  ringUntil((requests.at(-1)?.receivedAt ?? START) + 60_000);
  return events
    .filter(({ type }) => ['arrived', 'departed', 'returned'].includes(type))
    .map(({ type, evidence, occurredAt }) => ({ type, evidence, occurredAt }));
}

const anyDrive = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    story: fc.constantFrom(...STORIES),
    everyS: fc.constantFrom(1, 2, 5, 10),
    errorM: fc.constantFrom(3, 8),
  })
  .map(({ seed, story, everyS, errorM }) => {
    const phone = { everyS, errorM, accuracyM: Math.ceil(errorM * 1.5), givesSpeed: true };
    return record(drive(story.from, story.moves), phone, SOMEWHERE, START, new SeededRandom(seed)).map(
      ({ latitude, longitude, recordedAt, accuracyM = 0, speedMps = 0 }): Told => ({
        latitude: Number(latitude.toFixed(7)),
        longitude: Number(longitude.toFixed(7)),
        recordedAt: Math.round(recordedAt / 1000) * 1000,
        accuracyM,
        kmh: Math.round(speedMps * 3.6),
      }),
    );
  });

/** Requests of so many positions, each sent when its last one was taken. */
const inRequestsOf = (told: readonly Told[], size: number): Request[] =>
  Array.from({ length: Math.ceil(told.length / size) }, (_, i) => told.slice(i * size, (i + 1) * size)).map(
    (some) => ({ receivedAt: some.at(-1)!.recordedAt, told: some }),
  );

describe('the same drive', () => {
  it.each(Object.keys(APPS))('is the same arrival by %s as by our page', (app) => {
    fc.assert(
      fc.property(anyDrive, fc.constantFrom(1, 3), (told, size) => {
        const requests = inRequestsOf(told, size);
        expect(movesOf(requests, byApp(app))).toEqual(movesOf(requests, byPage));
      }),
      runs(6),
    );
  });

  it('arrives in half of the stories, or the above would show nothing', () => {
    const arrivals = fc
      .sample(anyDrive, { seed: 2_718_281, numRuns: 12 })
      .map((told) => movesOf(inRequestsOf(told, 1), byPage).length);
    expect(arrivals.filter((moves) => moves > 0).length).toBeGreaterThan(3);
    expect(arrivals).toContain(0);
  });
});

describe('what an app sends at once', () => {
  it.each(IN_ONE)('may be in any order, and doubled: %s', (app) => {
    fc.assert(
      fc.property(
        anyDrive,
        fc.integer({ min: 2, max: 60 }),
        fc.infiniteStream(fc.nat()),
        (told, size, chance) => {
          const mixed = inRequestsOf(told, size).map(({ receivedAt, told: some }) => ({
            receivedAt,
            told: [...some, ...some.filter(() => chance.next().value % 3 === 0)]
              .map((one) => ({ one, key: chance.next().value }))
              .toSorted((a, b) => a.key - b.key)
              .map(({ one }) => one),
          }));
          expect(movesOf(mixed, byApp(app))).toEqual(movesOf(inRequestsOf(told, size), byApp(app)));
        },
      ),
      runs(6),
    );
  });

  it.each(Object.keys(APPS))('may be sent once more: %s', (app) => {
    fc.assert(
      fc.property(anyDrive, fc.integer({ min: 1, max: 30 }), (told, size) => {
        const requests = inRequestsOf(told, size);
        const twice = requests.flatMap((request) => [request, request]);
        expect(movesOf(twice, byApp(app))).toEqual(movesOf(requests, byApp(app)));
      }),
      runs(4),
    );
  });

  it.each(Object.keys(APPS))('may be cut anywhere: %s', (app) => {
    fc.assert(
      fc.property(
        anyDrive,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        (told, sizes) => {
          // A dead zone of a minute before each: what waited comes in one batch or in pieces, at the same moment.
          const whole = inRequestsOf(told, 60);
          const pieces = whole.flatMap(({ receivedAt, told: some }) => {
            let from = 0;
            return sizes
              .concat(some.length)
              .map((size) => some.slice(from, (from += size)))
              .filter(({ length }) => length > 0)
              .map((part) => ({ receivedAt, told: part }));
          });
          const when = (moves: ReturnType<typeof movesOf>) =>
            moves.map(({ type, occurredAt }) => ({ type, occurredAt }));
          expect(when(movesOf(pieces, byApp(app)))).toEqual(when(movesOf(whole, byApp(app))));
        },
      ),
      runs(4),
    );
  });
});
