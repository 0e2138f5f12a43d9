/** How near a phone is, as one of three bands and never in meters. It grades a tap on "I'm here". */
import { signedDistanceM, toLocal } from '../geo/index.js';
import { PARAMETERS } from './parameters.js';
import type { PreparedStore } from './store.js';
import type { Fix } from './types.js';

export type Band = 'on_premises' | 'near' | 'far';

/** If a phone is certainly further away than this, a tap on "I'm here" counts as a tap from far away. Meters. */
const NEAR_M = 300;

/**
 * The band of one fix. Its accuracy is allowed for in the customer's favor: a phone that may be on the
 * premises is there (up to the coarsest fix that decides anything), and one that may be near is near.
 */
export function bandOf(fix: Pick<Fix, 'longitude' | 'latitude' | 'accuracyM'>, store: PreparedStore): Band {
  const { x, y } = toLocal(store.projection, fix.longitude, fix.latitude);
  const accuracyM = fix.accuracyM ?? PARAMETERS.unknownAccuracyM;
  const awayM = signedDistanceM(store.outline, x, y);
  if (awayM <= Math.min(accuracyM, PARAMETERS.coarsestAccuracyM)) return 'on_premises';
  return awayM - accuracyM <= NEAR_M ? 'near' : 'far';
}
