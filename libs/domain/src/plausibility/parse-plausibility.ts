import { SUSPICIONS, type PlausibilityState } from './plausibility-state.js';

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);
const areNumbers = (v: unknown, names: readonly string[]): boolean =>
  isRecord(v) && names.every((name) => Number.isFinite(v[name]));
const PLACE = ['at', 'latitude', 'longitude', 'accuracyM', 'fixes'];

/** @returns the stored state, or `undefined` for another version or anything else: the caller begins anew. */
export function parsePlausibility(json: unknown): PlausibilityState | undefined {
  if (!isRecord(json) || json['version'] !== 1 || !Array.isArray(json['doubts'])) return undefined;
  const { doubts, here, there, still } = json;
  const sound =
    (doubts as unknown[]).every((suspicion) => (SUSPICIONS as readonly unknown[]).includes(suspicion)) &&
    areNumbers(json, ['thereInARow', 'sides', 'zeroes', 'future', 'old', 'copies']) &&
    areNumbers(json['pace'], ['steps', 'quick', 'slow']) &&
    (here === undefined || areNumbers(here, PLACE)) &&
    (there === undefined || areNumbers(there, PLACE)) &&
    (still === undefined ||
      (areNumbers(still, ['since', 'fixes', 'moving']) &&
        isRecord(still) &&
        typeof still['fromStart'] === 'boolean'));
  return sound ? (json as unknown as PlausibilityState) : undefined;
}
