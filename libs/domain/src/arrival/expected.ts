/** When a customer is, or was, expected: unlike the seconds left it does not move on while nothing is heard. */
import type { TrackState } from './track-state.js';

/** Unix ms by the server's clock; `undefined` when nobody can say, and once they are here. */
export function expectedAt({ phase, eta, declaredEtaS, startedAt }: TrackState): number | undefined {
  if (phase === 'here') return undefined;
  if (eta) return Math.round(eta.at + eta.seconds * 1000);
  return declaredEtaS === undefined ? undefined : Math.round(startedAt + declaredEtaS * 1000);
}
