/** What boards showed against the log: every event in its order, none skipped, none of another history. */
import type { HistoryEntry, Logged } from './history.js';

export function boardBreaches(lines: readonly HistoryEntry[], log: readonly Logged[]): string[] {
  const logged = new Map(log.map((entry) => [`${entry.store} ${entry.seq}`, entry]));
  const first = new Map<string, number>();
  for (const { store, seq } of log) first.set(store, Math.min(seq, first.get(store) ?? Infinity));
  const stand = new Map<string, number>();
  const breaches: string[] = [];
  for (const line of lines) {
    if (line.t === 'snapshot') stand.set(line.board, line.seq);
    if (line.t !== 'seen') continue;
    const { board, store, seq } = line;
    const before = stand.get(board);
    if (before !== seq - 1) breaches.push(`${board} applied ${seq} when it stood at ${before ?? 'no place'}`);
    stand.set(board, seq);
    if (seq < (first.get(store) ?? Infinity) && log.length > 0) continue;
    const entry = logged.get(`${store} ${seq}`);
    if (!entry) breaches.push(`${board} showed event ${seq} of ${store}, which is in no log`);
    else if (entry.digest !== line.digest || entry.epoch !== line.epoch) {
      breaches.push(`${board} showed another event ${seq} than the log of ${store} has`);
    }
  }
  return breaches;
}
