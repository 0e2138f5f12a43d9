/** Replays a file of cases, one line at a time: a file of any size takes the memory of its longest line. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { prepareStore, replayTrip } from '@curbline/domain/arrival';
import { parseCase, type TripCase } from './case-line.js';

/** Prints `{id, decisions, etas}` for each case of the file; an unreadable line throws `Unreadable`. */
export async function replayCases(file: string, out: Writable): Promise<void> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const answer = JSON.stringify(answerOf(parseCase(line, `${file}, line ${number}`)));
    if (!out.write(`${answer}\n`)) await once(out, 'drain');
  }
}

interface CaseAnswer {
  readonly id: string;
  readonly decisions: {
    type: string;
    decidedAt: number;
    occurredAt: number;
    evidence?: string | undefined;
  }[];
  readonly etas: { at: number; seconds: number; low: number; high: number; source: string }[];
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** The production decision over one case. An estimate is given for each fix that was taken into account. */
export function answerOf(trip: TripCase): CaseAnswer {
  const answer: CaseAnswer = { id: trip.id, decisions: [], etas: [] };
  replayTrip({ ...trip, store: prepareStore(trip.store) }, (step) => {
    for (const { type, decidedAt, occurredAt, evidence } of step.events) {
      answer.decisions.push({ type, decidedAt, occurredAt, evidence });
    }
    if (!step.fix || step.refused || !step.eta) return;
    const { at, seconds, lowSeconds, highSeconds, source } = step.eta;
    answer.etas.push({
      at,
      seconds: tenths(seconds),
      low: tenths(lowSeconds),
      high: tenths(highSeconds),
      source,
    });
  });
  return answer;
}
