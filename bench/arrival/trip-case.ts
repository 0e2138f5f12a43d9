/** One trip towards one store, as a phone delivered it, with the truth kept apart for the scorer alone. */
import type { ArrivalStore, Fix } from '@curbline/domain/arrival';
import type { Position } from '@curbline/domain/geo';

export const SCENARIOS = ['native', 'every5s', 'every15s', 'hidden', 'offline', 'jumps'] as const;
export type Scenario = (typeof SCENARIOS)[number];
/**
 * A turn drives into the mouth of the lot and out again. A crossing drives through the lot without a halt; how many of
 * those are told is shown, and no fault by itself.
 */
export const KINDS = ['arrival', 'drive_past', 'mid_stop', 'turn', 'crossing'] as const;
export type Kind = (typeof KINDS)[number];

export interface TripCase {
  readonly kind: Kind;
  /** The data set, or the phone of a generated trip. */
  readonly set: string;
  /** Which drawing of the lots; one alone is chance. */
  readonly placement: string;
  readonly scenario: Scenario;
  readonly store: ArrivalStore;
  readonly areaM2: number;
  /** How deep in the lot the car parked, meters; 0 for one that did not. */
  readonly depthM: number;
  /** Where the car came to rest; `undefined` for one that did not. */
  readonly stoodAt: Position | undefined;
  readonly startedAt: number;
  readonly endAt: number;
  readonly fixes: readonly Fix[];
  readonly truth: { readonly parkedAt: number; readonly enteredAt: number };
}
