import type { FixInput } from '@curbline/contracts/http';
import type { Fix } from '@curbline/domain/arrival';

/**
 * A position as it came in, as the decision takes it. Nothing is judged here.
 * @param sentAt the phone's clock when the request left, ms
 * @param receivedAt the server's clock when it came in, ms
 */
export function toFix(input: FixInput, sentAt: number, receivedAt: number): Fix {
  const { latitude, longitude, recordedAt } = input;
  return {
    latitude,
    longitude,
    recordedAt,
    sentAt,
    receivedAt,
    accuracyM: input.accuracyM ?? undefined,
    speedMps: input.speedMps ?? undefined,
    headingDeg: input.headingDeg ?? undefined,
  };
}
