/** A replayed trip as lines that a person can read. */
import {
  prepareStore,
  replayTrip,
  type ArrivalEvent,
  type ArrivalStore,
  type Fix,
} from '@curbline/domain/arrival';

/** Lines of the trip: what was told, and the estimate about every half minute between. */
export function timelineOf(store: ArrivalStore, fixes: readonly Fix[]): string[] {
  const first = fixes[0];
  const last = fixes.at(-1);
  if (!first || !last) return [];
  const lines: string[] = [];
  const clock = (at: number): string => {
    const s = Math.round((at - first.recordedAt) / 1000);
    return `${String(Math.floor(s / 60)).padStart(3)}:${String(Math.abs(s % 60)).padStart(2, '0')}`;
  };
  const told = { eta: -Infinity, refusals: new Map<string, number>() };
  const trip = { startedAt: first.receivedAt, endAt: last.receivedAt + 60_000, fixes };
  replayTrip({ ...trip, store: prepareStore(store) }, (step) => {
    if (step.refused) told.refusals.set(step.refused, (told.refusals.get(step.refused) ?? 0) + 1);
    for (const event of step.events) lines.push(`${clock(step.now)}  ${inWords(event, clock)}`);
    if (!step.eta || step.now - told.eta < 30_000) return;
    told.eta = step.now;
    const { seconds, lowSeconds, highSeconds, source } = step.eta;
    const range = `${Math.round(lowSeconds)} to ${Math.round(highSeconds)} s`;
    lines.push(`${clock(step.now)}    about ${Math.round(seconds)} s left (${range}, by ${source})`);
  });
  const passed = [...told.refusals].map(([why, n]) => `${n} ${why.replaceAll('_', ' ')}`).join(', ');
  lines.push('', `${fixes.length} fixes${passed ? `, passed over: ${passed}` : ''}`);
  return lines;
}

function inWords(event: ArrivalEvent, clock: (at: number) => string): string {
  const parts = [event.type.replaceAll('_', ' ').toUpperCase(), `since ${clock(event.occurredAt).trim()}`];
  const { reasons } = event;
  if (event.evidence) parts.push(event.evidence.replaceAll('_', ' '));
  if (reasons?.insideForS !== undefined) parts.push(`inside for ${reasons.insideForS} s`);
  if (reasons?.accuracyM !== undefined) parts.push(`±${reasons.accuracyM} m`);
  if (reasons?.fixes !== undefined) parts.push(reasons.fixes === 1 ? '1 fix' : `${reasons.fixes} fixes`);
  return parts.join(', ');
}
