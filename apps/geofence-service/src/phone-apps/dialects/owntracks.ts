/**
 * OwnTracks in HTTP mode, on iOS and Android, and whatever else speaks its JSON: one message, or a list of them.
 * https://owntracks.org/booklet/tech/json/, https://owntracks.org/booklet/tech/http/
 *
 * The answer is a list of messages for the app, here always an empty one: Android keeps everything and sends it
 * again after an answer that is not JSON (owntracks/android#2235), and iOS shows the person an alert after a refusal.
 */
import { type AppFix, fieldsOf, fixFrom, instantIn, MPS_OF_KMH } from './read.js';

export const OWNTRACKS_ANSWER = { contentType: 'application/json', body: '[]' } as const;

/** The positions among the messages; all other kinds (transitions, waypoints, cards, encrypted ones …) are passed over. */
export function ownTracksFixes(json: unknown): AppFix[] {
  return (Array.isArray(json) ? json : [json]).flatMap((message) => {
    const said = fieldsOf(message);
    // A ping repeats the last place under the present time: it would make a parked car of one that drives.
    if (said['_type'] !== 'location' || said['t'] === 'p') return [];
    const fix = fixFrom({
      latitude: said['lat'],
      longitude: said['lon'],
      recordedAt: instantIn(said['tst']),
      accuracyM: said['acc'],
      speed: said['vel'],
      speedUnit: MPS_OF_KMH,
      headingDeg: said['cog'],
    });
    return fix ? [fix] : [];
  });
}
