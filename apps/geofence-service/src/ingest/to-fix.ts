import type { FixInput } from '@curbline/contracts/http';
import type { Fix } from '@curbline/domain/arrival';

/**
 * Converts a position from the request into the form that the decision takes. It judges nothing.
 * @param sentAt the phone's clock when the request left, ms
 * @param receivedAt the server's clock when it came in, ms
 */
export function toFix(input: FixInput, sentAt: number, receivedAt: number): Fix {
  const { latitude, longitude, recordedAt, ageMs } = input;
  return {
    latitude,
    longitude,
    recordedAt,
    // `ageMs` comes from a clock that nobody sets: it relates the two clocks, whatever time either of them shows.
    sentAt: ageMs === undefined ? sentAt : recordedAt + ageMs,
    receivedAt,
    accuracyM: input.accuracyM ?? undefined,
    speedMps: input.speedMps ?? undefined,
    headingDeg: input.headingDeg ?? undefined,
  };
}
