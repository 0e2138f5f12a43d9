import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { SeededRandom } from '../../../testkit/src/trips/index.js';
import {
  drive,
  lotStore,
  record,
  STORIES,
  type Lot,
  type PhoneModel,
} from '../../../testkit/src/trips/index.js';
import {
  decideArrival,
  decideTick,
  newTrack,
  parseTrack,
  prepareStore,
  replayTrip,
  type ArrivalEvent,
  type Fix,
  type TrackState,
} from './index.js';

const START = Date.UTC(2026, 5, 1, 10);
const SEED = 3_141_592;
const runs = (numRuns: number): fc.Parameters<unknown> => ({ seed: SEED, numRuns });
const store = prepareStore(lotStore());

const anyNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -1, 1e308, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const anyFix: fc.Arbitrary<Fix> = fc.record({
  latitude: fc.oneof(anyNumber, fc.double({ min: 48.8, max: 48.9, noNaN: true })),
  longitude: fc.oneof(anyNumber, fc.double({ min: 2.3, max: 2.4, noNaN: true })),
  accuracyM: fc.option(fc.oneof(anyNumber, fc.double({ min: 0, max: 100, noNaN: true })), { nil: undefined }),
  speedMps: fc.option(anyNumber, { nil: undefined }),
  headingDeg: fc.option(anyNumber, { nil: undefined }),
  recordedAt: fc.oneof(anyNumber, fc.integer({ min: START, max: START + 600_000 })),
  sentAt: fc.option(fc.oneof(anyNumber, fc.integer({ min: START, max: START + 600_000 })), {
    nil: undefined,
  }),
  receivedAt: fc.oneof(anyNumber, fc.integer({ min: START, max: START + 600_000 })),
});

const anyTrip = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  story: fc.constantFrom(...STORIES),
  everyS: fc.constantFrom(1, 2, 5, 15, 30),
  errorM: fc.constantFrom(3, 8, 20),
});

function fixesOf(
  trip: { seed: number; story: (typeof STORIES)[number]; everyS: number; errorM: number },
  lot: Lot = {},
  more: Partial<PhoneModel> = {},
): Fix[] {
  const phone: PhoneModel = {
    everyS: trip.everyS,
    errorM: trip.errorM,
    accuracyM: trip.errorM * 1.5,
    ...more,
  };
  const at = lot.at ?? [2.35, 48.85];
  return record(drive(trip.story.from, trip.story.moves), phone, at, START, new SeededRandom(trip.seed));
}

function eventsOf(fixes: readonly Fix[], prepared = store): { events: ArrivalEvent[]; state: TrackState } {
  const events: ArrivalEvent[] = [];
  const endAt = (fixes.at(-1)?.receivedAt ?? START) + 60_000;
  const state = replayTrip({ store: prepared, startedAt: START, endAt, fixes }, (s) =>
    events.push(...s.events),
  );
  return { events, state };
}

describe('any input', () => {
  it('never throws, keeps a readable state of at most 2 KB, and finite estimates', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyFix, anyNumber), { maxLength: 30 }), (steps) => {
        let state = newTrack(START, { declaredEtaS: 600 });
        for (const [fix, tickAt] of steps) {
          const decided = decideArrival(state, fix, fix.receivedAt, store);
          const ticked = decideTick(decided.state, tickAt, store);
          state = ticked.state;
          const json = JSON.stringify(state);
          expect(json.length).toBeLessThanOrEqual(2048);
          expect(parseTrack(JSON.parse(json))).toEqual(JSON.parse(json));
          if (decided.eta) expect(Number.isFinite(decided.eta.seconds)).toBe(true);
          expect(decided.nextFixInS).toBeGreaterThan(0);
        }
      }),
      runs(150),
    );
  });

  it('prepares any premises without throwing, and decides on them', () => {
    const anyRing = fc.array(fc.tuple(anyNumber, anyNumber), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(anyRing, { maxLength: 3 }), anyFix, (coordinates, fix) => {
        const broken = prepareStore({ premises: { type: 'Polygon', coordinates }, leadS: 120 });
        const decided = decideArrival(newTrack(START), fix, START, broken);
        expect(decided.state.version).toBe(3);
      }),
      runs(150),
    );
  });

  it('reads a track of the version before, in the middle of an approach', () => {
    const numbers = { at: START, x: -20, y: -38, vx: 3, vy: 1, pp: 9, pv: 1, vv: 2, cx: 0.9, cy: 0.3 };
    const motion = { ...numbers, farX: 0.8, farY: 0.1, reportedMps: 0, accuracyM: 6 };
    // What the version before remembered besides.
    const more = { stepX: 1, stepY: 0, turnedRad: 1.2, recentMps: 8 };
    const seen = { since: START - 4000, seenAt: START - 4000, fixes: 4, startedInside: false };
    const visit = { ...seen, meanDepthM: 1, weighedS: 4, stoodS: 0 };
    const { version, ...now } = newTrack(START - 300_000, { declaredEtaS: 600 });
    const before = {
      ...now,
      version: version - 1,
      origin: [2.35, 48.85],
      motion: { ...motion, ...more },
      visit,
    };
    const read = parseTrack(JSON.parse(JSON.stringify(before)));
    expect(read).toMatchObject({ version, startedAt: now.startedAt, visit });
    expect(read?.motion).toEqual(motion);
    expect(parseTrack(JSON.parse(JSON.stringify(read)))).toEqual(read);
    let state = read ?? newTrack(0);
    const told: string[] = [];
    for (let s = 1; s <= 40; s++) {
      const here = { latitude: 48.85, longitude: 2.35, accuracyM: 6, recordedAt: START + s * 1000 };
      const decided = decideArrival(state, { ...here, receivedAt: here.recordedAt }, here.recordedAt, store);
      state = decided.state;
      told.push(...decided.events.map((e) => e.type));
    }
    expect(told).toContain('arrived');
    expect(parseTrack({ ...before, visit: { ...visit, more: 1 } })).toBeUndefined();
  });

  it('reads no other version, no garbage and no state with a wrong part', () => {
    const good = JSON.parse(JSON.stringify(newTrack(START))) as Record<string, unknown>;
    expect(parseTrack(good)).toEqual(good);
    for (const bad of [
      undefined,
      null,
      7,
      [],
      {},
      'track',
      { ...good, version: 0 },
      { ...good, phase: 'flying' },
      { ...good, motion: {} },
      { ...good, more: 1 },
    ]) {
      expect(parseTrack(bad)).toBeUndefined();
    }
  });
});

describe('on generated trips', () => {
  it('continues from a stored state as from the one in memory', () => {
    fc.assert(
      fc.property(anyTrip, fc.double({ min: 0, max: 1, noNaN: true }), (trip, share) => {
        const fixes = fixesOf(trip);
        let straight = newTrack(START);
        let restarted = newTrack(START);
        const cut = Math.floor(share * fixes.length);
        fixes.forEach((fix, i) => {
          if (i === cut) restarted = parseTrack(JSON.parse(JSON.stringify(restarted))) ?? newTrack(0);
          straight = decideArrival(straight, fix, fix.receivedAt, store).state;
          restarted = decideArrival(restarted, fix, fix.receivedAt, store).state;
        });
        expect(JSON.parse(JSON.stringify(restarted))).toEqual(JSON.parse(JSON.stringify(straight)));
      }),
      runs(15),
    );
  });

  it('numbers its events from 1, and arrivals alternate with departures', () => {
    fc.assert(
      fc.property(anyTrip, (trip) => {
        const { events } = eventsOf(fixesOf(trip));
        expect(events.map((e) => e.number)).toEqual(events.map((_, i) => i + 1));
        const moves = events
          .map((e) => e.type)
          .filter((t) => ['arrived', 'departed', 'returned'].includes(t));
        moves.forEach((type, i) =>
          expect(type).toBe(i % 2 === 1 ? 'departed' : i === 0 ? 'arrived' : 'returned'),
        );
      }),
      runs(15),
    );
  });

  it('decides the same on any meridian, at the antimeridian too', () => {
    fc.assert(
      fc.property(anyTrip, fc.constantFrom(-180, -179.9999, 0, 97, 179.9999, 180), (trip, longitude) => {
        const here = eventsOf(fixesOf(trip));
        const at = [longitude, 48.85] as const;
        const there = eventsOf(fixesOf(trip, { at }), prepareStore(lotStore({ at })));
        const plain = (events: ArrivalEvent[]): unknown => events.map((e) => [e.type, e.number]);
        expect(plain(there.events)).toEqual(plain(here.events));
        here.events.forEach((e, i) => {
          expect(Math.abs(e.occurredAt - (there.events[i]?.occurredAt ?? 0))).toBeLessThan(50);
        });
      }),
      runs(12),
    );
  });

  it('decides the same on a map turned by any angle', () => {
    fc.assert(
      fc.property(anyTrip, fc.double({ min: 0, max: 6.28, noNaN: true }), (trip, turn) => {
        const [c, s] = [Math.cos(turn), Math.sin(turn)];
        const lot = prepareStore(lotStore({ at: [0, 0] }));
        const turned = prepareStore(lotStore({ at: [0, 0], turn }));
        const fixes = fixesOf(trip, { at: [0, 0] });
        const turnedFixes = fixes.map((f) => ({
          ...f,
          longitude: f.longitude * c - f.latitude * s,
          latitude: f.longitude * s + f.latitude * c,
        }));
        const types = (events: ArrivalEvent[]): unknown => events.map((e) => e.type);
        expect(types(eventsOf(turnedFixes, turned).events)).toEqual(types(eventsOf(fixes, lot).events));
      }),
      runs(12),
    );
  });
});
