import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from '../../../testkit/src/random.js';
import { drive, lotStore, record, SOMEWHERE, type Move } from '../../../testkit/src/trips/index.js';
import { decideArrival, newTrack, prepareStore, type ArrivalEvent } from './index.js';

const START = Date.UTC(2026, 5, 1, 10);

/** A drive of 20 minutes through a town: stretches, turns, lights, and the lot. */
const TOWN: readonly Move[] = [
  { to: [-6000, 3000], speedMps: 13 },
  { standS: 60 },
  { to: [-6000, 500], speedMps: 12 },
  { standS: 45 },
  { to: [-3000, 500], speedMps: 11 },
  { standS: 90 },
  { to: [-3000, -38], speedMps: 9 },
  { standS: 30 },
  { to: [0, -38], speedMps: 11 },
  { to: [0, -28], speedMps: 5 },
  { to: [8, 2], speedMps: 3 },
  { standS: 120 },
];

describe('how soon the next fix is asked for', () => {
  it.each([1, 2, 3])(
    'at most 60 fixes until the arrival of a 20 minute trip, which is found (seed %i)',
    (seed) => {
      const store = prepareStore(lotStore());
      const points = drive([-9000, 3000], TOWN);
      const every = record(
        points,
        { everyS: 1, errorM: 5, accuracyM: 8 },
        SOMEWHERE,
        START,
        new SeededRandom(seed),
      );
      const events: ArrivalEvent[] = [];
      let state = newTrack(START);
      let dueAt = START;
      let sent = 0;
      for (const fix of every) {
        if (fix.recordedAt < dueAt || events.some((e) => e.type === 'arrived')) continue;
        const decided = decideArrival(state, fix, fix.receivedAt, store);
        state = decided.state;
        events.push(...decided.events);
        dueAt = fix.recordedAt + decided.nextFixInS * 1000;
        sent += 1;
      }
      const arrived = events.find((e) => e.type === 'arrived');
      const parkedAt = START + (points.findLast((p) => p.speedMps > 0.3)?.s ?? 0) * 1000;
      expect(parkedAt - START).toBeGreaterThan(1_050_000);
      expect(sent).toBeLessThanOrEqual(60);
      expect(arrived).toBeDefined();
      expect((arrived?.decidedAt ?? 0) - parkedAt).toBeLessThan(25_000);
    },
  );
});
