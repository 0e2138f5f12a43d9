/**
 * Radar's SDKs, `POST v1/track`: one position a request. The web SDK sends no time, because it asks the browser for the
 * position right before; those of phones send `locationMs`. https://github.com/radarlabs/radar-sdk-js, src/api/track.ts
 */
import { type AppFix, fieldsOf, fixFrom, instantIn } from './read.js';

/** What the SDK gives to whoever called it; how the trip stands, the routes of trips say. */
export const RADAR_ANSWER = {
  contentType: 'application/json',
  body: '{"user":{"_id":"phone"},"events":[]}',
} as const;

/** What the SDK of iOS sends when it knows no accuracy. */
const UNKNOWN_ACCURACY_M = 1;

export function radarFixes(json: unknown, receivedAt: number): AppFix[] {
  const said = fieldsOf(json);
  const { accuracy } = said;
  const fix = fixFrom({
    latitude: said['latitude'],
    longitude: said['longitude'],
    recordedAt: said['locationMs'] === undefined ? receivedAt : instantIn(said['locationMs']),
    accuracyM: accuracy === UNKNOWN_ACCURACY_M ? undefined : accuracy,
    speed: said['speed'],
    speedUnit: 1,
    headingDeg: said['course'],
  });
  return fix ? [fix] : [];
}
