/**
 * Our own short re-tellings of what other systems document, for comparison on the same cases:
 * inside (the fix's center in the polygon: Traccar, OwnTracks Recorder, Tile38) · buffered (the polygon or its edge
 * within the fix's accuracy: Radar's SDK on entry, OwnTracks on Android) · overlap (about three quarters of the
 * accuracy circle inside: Play services) · stopped (inside and within 70 m for 140 s: Radar's stop detection).
 * Late fixes are passed over by all of them; none filters, none knows speed.
 */
import { prepareStore } from '@curbline/domain/arrival';
import { signedDistanceM, toLocal } from '@curbline/domain/geo';
import type { TripCase } from './trip-case.ts';

export const RULES = ['inside', 'buffered', 'overlap', 'stopped'] as const;
export type Rule = (typeof RULES)[number];

export interface Told {
  readonly decidedAt: number;
  readonly occurredAt: number;
}

/** When a rule first says "arrived"; `undefined` for never. */
export function tellByRule(trip: TripCase, rule: Rule): Told | undefined {
  const store = prepareStore(trip.store);
  let newest = -Infinity;
  let moved: { at: number; x: number; y: number } | undefined;
  for (const fix of trip.fixes) {
    if (fix.recordedAt < newest) continue;
    newest = fix.recordedAt;
    const { x, y } = toLocal(store.projection, fix.longitude, fix.latitude);
    if (!moved || Math.hypot(x - moved.x, y - moved.y) > 70) moved = { at: fix.recordedAt, x, y };
    const edgeM = signedDistanceM(store.outline, x, y);
    const accuracyM = fix.accuracyM ?? 0;
    const stoodMs = fix.recordedAt - moved.at;
    const hit = {
      inside: edgeM <= 0,
      buffered: edgeM <= accuracyM,
      overlap: edgeM <= -0.4 * accuracyM,
      stopped: edgeM <= 0 && stoodMs >= 140_000,
    }[rule];
    if (hit) {
      return { decidedAt: fix.receivedAt, occurredAt: rule === 'stopped' ? moved.at : fix.recordedAt };
    }
  }
  return undefined;
}
