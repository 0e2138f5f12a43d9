/** One trip towards one store, as a phone delivered it, with the truth kept apart for the scorer alone. */
import type { ArrivalStore, Fix } from '@curbline/domain/arrival';

export const SCENARIOS = ['native', 'every5s', 'every15s', 'hidden', 'offline', 'jumps'] as const;
export type Scenario = (typeof SCENARIOS)[number];
export type Kind = 'arrival' | 'drive_past' | 'mid_stop';

export interface TripCase {
  readonly kind: Kind;
  readonly set: string;
  readonly scenario: Scenario;
  readonly store: ArrivalStore;
  readonly startedAt: number;
  readonly endAt: number;
  readonly fixes: readonly Fix[];
  readonly truth: { readonly parkedAt: number; readonly enteredAt: number };
}
