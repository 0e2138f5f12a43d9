import { projectionAround, toPosition } from '@curbline/domain/geo';

/** A drive as a phone would have recorded it, on its own clock: 0 is the first position. */
export interface JourneyFix {
  readonly atMs: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM?: number | undefined;
  readonly speedMps?: number | undefined;
  readonly headingDeg?: number | undefined;
}

/** In order of time; at least one fix. */
export type Journey = readonly JourneyFix[];

export function durationMs(journey: Journey): number {
  return journey.at(-1)?.atMs ?? 0;
}

/** The last `lastMs` of a journey, beginning at 0 again. */
export function lastPart(journey: Journey, lastMs: number): Journey {
  const from = Math.max(0, durationMs(journey) - lastMs);
  return journey.filter((fix) => fix.atMs >= from).map((fix) => ({ ...fix, atMs: fix.atMs - from }));
}

/** The newest fix a phone has at a moment, or nothing before the first. */
export function fixAt(journey: Journey, atMs: number): JourneyFix | undefined {
  let low = 0;
  let high = journey.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((journey[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return journey[low - 1];
}

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** The place so many meters east and north of another. */
export function offsetFrom(place: Place, eastM: number, northM: number): Place {
  const map = projectionAround([place.longitude, place.latitude]);
  const [longitude, latitude] = toPosition(map, { x: eastM, y: northM });
  return { latitude, longitude };
}

/** Moves a journey as a whole, turned by nothing, so that it ends at `goal`. Lengths and speeds stay. */
export function moveTo(journey: Journey, goal: Place): Journey {
  const end = journey.at(-1);
  if (!end) return journey;
  const scale = Math.cos((end.latitude * Math.PI) / 180) / Math.cos((goal.latitude * Math.PI) / 180);
  return journey.map((fix) => ({
    ...fix,
    latitude: goal.latitude + (fix.latitude - end.latitude),
    longitude: goal.longitude + (fix.longitude - end.longitude) * scale,
  }));
}
