/** Cases that anyone can make again: stories driven by simulated phones, all from one seed. */
import {
  drive,
  lotStore,
  record,
  SeededRandom,
  SOMEWHERE,
  STORIES,
  type Phone,
  type Story,
  type TruePoint,
} from '@curbline/testkit/trips';
import { deliver } from './deliver.ts';
import { SCENARIOS, type Kind, type TripCase } from './trip-case.ts';

const START = Date.UTC(2026, 0, 5, 11);

const PHONES: readonly { readonly name: string; readonly phone: Phone }[] = [
  { name: 'good phone, 1 s', phone: { everyS: 1, errorM: 4, accuracyM: 6, givesSpeed: true } },
  { name: 'ordinary phone, 5 s', phone: { everyS: 5, errorM: 7, accuracyM: 10 } },
  { name: 'no accuracy, 6 s', phone: { everyS: 6, errorM: 5 } },
  { name: 'coarse phone, 10 s', phone: { everyS: 10, errorM: 15, accuracyM: 25 } },
];

const kindOf = (story: Story): Kind =>
  story.arrives ? 'arrival' : story.moves.some((m) => 'standS' in m) ? 'mid_stop' : 'drive_past';

export function* generatedCases(seed: number, perPhone: number): Generator<TripCase> {
  for (const { name, phone } of PHONES) {
    for (let n = 0; n < perPhone; n++) {
      for (const story of STORIES) {
        const random = new SeededRandom(seed * 1_000_003 + n * 101 + STORIES.indexOf(story));
        const points = drive(story.from, story.moves);
        const recorded = record(points, phone, SOMEWHERE, START, random);
        const truth = truthOf(points, story);
        for (const scenario of SCENARIOS) {
          const fixes = deliver(recorded, scenario, truth.parkedAt, random);
          const endAt = Math.max(...fixes.map((f) => f.receivedAt)) + 60_000;
          yield {
            kind: kindOf(story),
            set: name,
            scenario,
            store: lotStore(),
            startedAt: START,
            endAt,
            fixes,
            truth,
          };
        }
      }
    }
  }
}

/** Parked: since when the car stays within 35 m of its end. Entered: since when it is within 25 m of the lot. */
function truthOf(points: readonly TruePoint[], story: Story): TripCase['truth'] {
  const at = (point: TruePoint | undefined): number => START + (point?.s ?? 0) * 1000;
  const closest = points.reduce((a, b) => (Math.hypot(b.x, b.y) < Math.hypot(a.x, a.y) ? b : a));
  const end = points.at(-1);
  if (!story.arrives || !end) return { parkedAt: at(closest), enteredAt: at(closest) };
  const far = points.findLastIndex((p) => Math.hypot(p.x - end.x, p.y - end.y) > 35);
  const outside = points.findLastIndex((p) => Math.abs(p.x) > 70 || Math.abs(p.y) > 55);
  return { parkedAt: at(points[far + 1]), enteredAt: at(points[outside + 1]) };
}
