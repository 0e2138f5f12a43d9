import { describe, expect, it } from 'vitest';
import { prepareStore } from '@curbline/domain/arrival';
import {
  learn,
  newApproachModel,
  observationsOf,
  passagesOf,
  type ApproachModel,
} from '@curbline/domain/learning';
import { drawTown, lotStore, SeededRandom, SOMEWHERE, townTrip, type TownTrip } from '@curbline/testkit';
import { takeFixes, type FixesStep } from './follow-trip.js';
import { beginTripTrack, parseTripTrack } from './trip-track.js';
import { NO_ETA_SOURCES, type EtaSources } from '../estimates/eta-sources.service.js';

const store = prepareStore(lotStore({ leadS: 240 }));
const SEED = 20_260_305;

function followed(trip: TownTrip, sources: EtaSources): { steps: FixesStep[]; leadS: number | undefined } {
  let track = beginTripTrack({ startedAt: trip.fixes[0]?.receivedAt ?? 0 });
  const steps = trip.fixes.map((fix) => {
    const step = takeFixes(track, [fix], fix.receivedAt, store, () => false, sources);
    track = parseTripTrack(JSON.parse(JSON.stringify(step.after))) ?? track;
    return step;
  });
  const alert = steps.flatMap(({ events }) => events).find(({ type }) => type === 'approaching');
  return { steps, leadS: alert && (trip.parkedAt - alert.occurredAt) / 1000 };
}

const withModel = (approaches: ApproachModel): EtaSources => ({ ...NO_ETA_SOURCES, approaches });

describe('an estimate with several sources', () => {
  it('alerts nearer to the wanted lead time once the store has learned its approaches', () => {
    const random = new SeededRandom(SEED);
    const town = drawTown(random);
    let model = newApproachModel();
    for (let day = 0; day < 40; day += 1) {
      const trip = townTrip(town, SOMEWHERE, day, random);
      const approach = followed(trip, NO_ETA_SOURCES).steps.at(-1)?.after.approach ?? { passages: [] };
      expect(approach.passages.length).toBeGreaterThan(2);
      model = learn(model, observationsOf(model, passagesOf(approach, trip.parkedAt), trip.hour));
    }
    const trips = Array.from({ length: 12 }, (_, i) => townTrip(town, SOMEWHERE, 100 + i, random));
    const offBy = (sources: EtaSources): number => {
      const leads = trips.map((trip) => followed(trip, sources).leadS).filter((leadS) => leadS !== undefined);
      expect(leads.length).toBe(trips.length);
      return leads.map((leadS) => Math.abs(leadS - store.leadS)).toSorted((a, b) => a - b)[6] ?? NaN;
    };
    expect(offBy(withModel(model))).toBeLessThan(0.8 * offBy(NO_ETA_SOURCES));
    const sources = new Set(followed(trips[0]!, withModel(model)).steps.map(({ eta }) => eta?.source));
    expect(sources).toContain('history');
  });

  it('names the router as its source where that is the surest', () => {
    const trip = townTrip(drawTown(new SeededRandom(2)), SOMEWHERE, 1, new SeededRandom(2));
    const routed: EtaSources = {
      ...NO_ETA_SOURCES,
      routed: (at) => {
        const seconds = Math.max(0, (trip.parkedAt - at) / 1000);
        return { seconds, low: 0.95 * seconds, high: 1.05 * seconds };
      },
    };
    const { steps } = followed(trip, routed);
    const early = steps.slice(2, 12);
    expect(new Set(early.map(({ eta }) => eta?.source))).toEqual(new Set(['router']));
    for (const { eta } of early) {
      const leftS = (trip.parkedAt - (eta?.at ?? 0)) / 1000;
      expect(Math.abs((eta?.seconds ?? 0) - leftS) / leftS).toBeLessThan(0.1);
    }
  });

  it('rests on the position where there is no other source', () => {
    const trip = townTrip(drawTown(new SeededRandom(4)), SOMEWHERE, 1, new SeededRandom(4));
    const sources = followed(trip, NO_ETA_SOURCES).steps.flatMap(({ eta }) => (eta ? [eta.source] : []));
    expect(new Set(sources)).toEqual(new Set(['position']));
  });
});
