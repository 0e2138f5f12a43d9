/**
 * Traccar Client 9 and apps built on Transistorsoft's library: JSON with `location`, one or a list, or bare ones. With
 * unknown values of -1, and heartbeats without `coords`.
 * https://github.com/traccar/traccar-client, https://transistorsoft.github.io/capacitor-background-geolocation/
 */
import { type AppFix, fieldsOf, fixFrom, instantIn } from './read.js';

/** Any success will do; Transistorsoft's library reads commands in it. */
export const TRACCAR_JSON_ANSWER = { contentType: 'application/json', body: '{}' } as const;

export const isTraccarJson = (json: unknown): boolean => {
  const first: unknown = Array.isArray(json) ? json[0] : json;
  return fieldsOf(first)['location'] !== undefined || fieldsOf(first)['coords'] !== undefined;
};

export function traccarJsonFixes(json: unknown): AppFix[] {
  return (Array.isArray(json) ? json : [json])
    .flatMap((message) => fieldsOf(message)['location'] ?? message)
    .flatMap((location) => {
      const { coords, timestamp } = fieldsOf(location);
      const said = fieldsOf(coords);
      const fix = fixFrom({
        latitude: said['latitude'],
        longitude: said['longitude'],
        recordedAt: instantIn(timestamp),
        accuracyM: said['accuracy'],
        speed: said['speed'],
        speedUnit: 1,
        headingDeg: said['heading'],
      });
      return fix ? [fix] : [];
    });
}
