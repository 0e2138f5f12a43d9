/** What was decided about a trip, and why, in words. */
import type { ArrivalEvent, ArrivalEventType } from '@curbline/domain/arrival';
import { m } from '../../../messages/generated/messages.js';

const EVENTS: Record<ArrivalEventType, () => string> = {
  approaching: m.store_trip_approaching,
  arrived: m.store_trip_arrived,
  arrival_corrected: m.store_trip_corrected,
  departed: m.store_trip_departed,
  returned: m.store_trip_returned,
  signal_lost: m.store_trip_lost,
  signal_found: m.store_trip_found,
  probably_here: m.store_trip_probably,
};
export const eventWords = ({ type }: ArrivalEvent): string => EVENTS[type]();

/** "à l’arrêt sur le site · dedans depuis 14 s · à 9 m près · 3 positions"; empty where positions gave no reason. */
export function reasonWords({ evidence, reasons }: ArrivalEvent): string {
  const { insideForS, stoodForS, accuracyM, fixes } = reasons ?? {};
  return [
    evidence === 'position_parked' && m.store_trip_parked(),
    evidence === 'position_inside' && m.store_trip_inside(),
    insideForS !== undefined && m.store_trip_inside_for({ seconds: Math.round(insideForS) }),
    stoodForS !== undefined && m.store_trip_stood_for({ seconds: Math.round(stoodForS) }),
    accuracyM !== undefined && m.store_trip_accuracy({ metres: Math.round(accuracyM) }),
    fixes !== undefined && m.store_trip_fixes({ count: fixes }),
  ]
    .filter(Boolean)
    .join(' · ');
}
