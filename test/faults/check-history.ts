/**
 * Proves or disproves the promise over one history; pure, so that anybody can run it again on the file.
 *
 * Nothing acknowledged is lost, no effect is doubled, only legal steps happen, each store has one order of
 * events and every board saw exactly it, rows and log agree, and every board was equal to the server within
 * 10 s after each fault. Each breach is one sentence.
 */
import { boardBreaches } from './check-boards.js';
import { commandBreaches } from './check-commands.js';
import { logBreaches } from './check-log.js';
import type { Converged, FaultNote, Frame, HistoryEntry, Logged, Told } from './history.js';

export const CONVERGED_WITHIN_MS = 10_000;

export interface Verdict {
  readonly breaches: readonly string[];
  readonly figures: {
    readonly tries: number;
    readonly acknowledged: number;
    readonly unanswered: number;
    readonly refused: number;
    readonly faults: number;
    readonly kills: number;
    readonly events: number;
    readonly eventsSeenByBoards: number;
    /** Of every board after every fault; null where there was none. */
    readonly convergedMs: { readonly median: number; readonly p95: number; readonly worst: number } | null;
  };
}

export function checkHistory(lines: readonly HistoryEntry[]): Verdict {
  const of = <T extends HistoryEntry>(...kinds: T['t'][]): T[] =>
    lines.filter((line): line is T => (kinds as string[]).includes(line.t));
  const [begin] = of<Frame>('begin');
  const log = of<Logged>('log').filter((entry) => entry.seq > (begin?.heads[entry.store] ?? 0));
  const converged = of<Converged>('converged');
  const cut = frameBreaches(lines);
  // Without the server's own log at the end there is nothing to hold the rest against.
  const breaches =
    cut.length > 0
      ? cut
      : [
          ...of<HistoryEntry & { t: 'died' }>('died').map(
            ({ process }) => `${process} ended though nobody had killed it`,
          ),
          ...logBreaches(log, begin?.heads ?? {}),
          ...commandBreaches(lines, log),
          ...boardBreaches(lines, log),
          ...converged.flatMap(lateBreaches),
        ];
  const told = (kind: Told['t']): number => of<Told>(kind).length;
  return {
    breaches,
    figures: {
      tries: of('asked').length,
      acknowledged: told('ok'),
      unanswered: told('unknown'),
      refused: told('refused'),
      faults: of<FaultNote>('fault').filter(({ phase }) => phase === 'ends').length,
      kills: of<FaultNote>('fault').reduce(
        (sum, { kills, phase }) => sum + (phase === 'ends' ? kills : 0),
        0,
      ),
      events: log.length,
      eventsSeenByBoards: of('seen').length,
      convergedMs: quantiles(converged.flatMap(({ afterMs }) => afterMs ?? [])),
    },
  };
}

function frameBreaches(lines: readonly HistoryEntry[]): string[] {
  const whole = lines[0]?.t === 'begin' && lines.at(-1)?.t === 'end';
  return whole ? [] : ['the history has no beginning or no end: the run was cut short and proves nothing'];
}

function lateBreaches({ board, fault, afterMs, why }: Converged): string[] {
  if (afterMs === null) return [`${board} did not become equal to the server after: ${fault} (${why ?? ''})`];
  if (afterMs <= CONVERGED_WITHIN_MS) return [];
  return [`${board} became equal to the server only ${Math.round(afterMs)} ms after: ${fault}`];
}

function quantiles(values: readonly number[]): Verdict['figures']['convergedMs'] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number | undefined => sorted[Math.ceil(share * sorted.length) - 1];
  const [median, p95, worst] = [at(0.5), at(0.95), at(1)];
  if (median === undefined || p95 === undefined || worst === undefined) return null;
  return { median, p95, worst };
}
