/** A trip in the words of Radar's SDK. Pure, and total: whatever an app sends is a trip of some name. */
import type { TripState } from '@curbline/contracts/ids';

/** What the SDK said: what it calls the trip, and how it says that it stands. */
export interface SaidOfTrip {
  readonly externalId: string;
  readonly status: string;
}

const MOST_CHARACTERS = 200;

/** @param name of the trip in the address, where it stands there */
export function saidOfTrip(body: string | undefined, name: string | undefined): SaidOfTrip {
  const fields = fieldsIn(body);
  const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, MOST_CHARACTERS) : '');
  return { externalId: text(name) || text(fields['externalId']), status: text(fields['status']) };
}

function fieldsIn(body = ''): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Curbline's states as Radar names them. */
const STATUS: Readonly<Record<TripState, string>> = {
  pending: 'pending',
  started: 'started',
  approaching: 'approaching',
  arrived: 'arrived',
  departed: 'started',
  left_open: 'expired',
  completed: 'completed',
  canceled: 'canceled',
  expired: 'expired',
};

/** @param state undefined where the phone has no trip: the SDK then hears what it said itself */
export function radarTrip(said: SaidOfTrip, state: TripState | undefined): object {
  const { externalId } = said;
  const status = state ? STATUS[state] : said.status || 'started';
  return { trip: { _id: externalId, externalId, status }, events: [] };
}
