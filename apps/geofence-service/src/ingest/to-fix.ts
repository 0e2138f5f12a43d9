import type { FixInput } from '@curbline/contracts/http';
import type { Fix } from '@curbline/domain/arrival';

/**
 * A position as it came in, as the decision takes it. Nothing is judged here.
 * @param sentAt the phone's clock when the request left, ms
 * @param receivedAt the server's clock when it came in, ms
 */
export function toFix(input: FixInput, sentAt: number, receivedAt: number): Fix {
  const { latitude, longitude, recordedAt, ageMs } = input;
  return {
    latitude,
    longitude,
    recordedAt,
    // The age by a clock that nobody sets makes one clock of two, whatever time either of them shows.
    sentAt: ageMs === undefined ? sentAt : recordedAt + ageMs,
    receivedAt,
    accuracyM: input.accuracyM ?? undefined,
    speedMps: input.speedMps ?? undefined,
    headingDeg: input.headingDeg ?? undefined,
  };
}
