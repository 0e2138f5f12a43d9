/**
 * The types of the arrival decision. Everything here is plain JSON: a state can be stored, sent and read back by another
 * process in the middle of an approach.
 *
 * Units are in the names. Instants are Unix milliseconds; coordinates are WGS 84 degrees.
 */

/** [longitude, latitude] in degrees, the order of GeoJSON. */
export type LonLat = readonly [number, number];

/** One position of a phone, parsed: finite numbers, latitude and longitude in range. */
export interface Fix {
  readonly latitude: number;
  readonly longitude: number;
  /** Radius of the phone's own 68 % (Android) or 95 % (W3C) circle; absent when the phone gave none. */
  readonly accuracyM?: number | undefined;
  readonly speedMps?: number | undefined;
  readonly headingDeg?: number | undefined;
  /** The phone's clock when the position was taken. */
  readonly recordedAt: number;
  /** The phone's clock when the request left; with `receivedAt` it shows the phone's clock error. */
  readonly sentAt?: number | undefined;
  /** The server's clock when the request came in. */
  readonly receivedAt: number;
}

/** What the decision needs of a store. `premises` is a GeoJSON polygon: outer ring first, then holes. */
export interface ArrivalStore {
  readonly premises: { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] };
  readonly entrance?: LonLat | undefined;
  readonly bays?: readonly LonLat[] | undefined;
  /** Where earlier customers usually stood, learned at their hand-overs. */
  readonly stands?: readonly LonLat[] | undefined;
  /** How long before the arrival staff want to be told (`approaching`). */
  readonly leadS: number;
}

/** Evidence that positions alone can give (see domain.md for the whole list). */
export type PositionEvidence = 'position_parked' | 'position_inside';

export type ArrivalEventType =
  | 'approaching'
  | 'arrived'
  /** The same arrival, with a better `occurredAt` or stronger evidence; never a second alert. */
  | 'arrival_corrected'
  | 'departed'
  | 'returned'
  | 'signal_lost'
  | 'signal_found'
  /** The customer is perhaps here and is asked. It is no arrival. */
  | 'probably_here';

export interface ArrivalEvent {
  readonly type: ArrivalEventType;
  /** Grows by one with each event of a trip: with the trip's id it names the event for ever. */
  readonly number: number;
  /** When it happened, by the server's clock (the car stood, the car left). */
  readonly occurredAt: number;
  /** When the event was decided. */
  readonly decidedAt: number;
  readonly evidence?: PositionEvidence | undefined;
  /** Why, as figures a board can put into words: "inside for 14 s, ±9 m, 3 fixes". */
  readonly reasons?: ArrivalReasons | undefined;
}

export interface ArrivalReasons {
  readonly insideForS?: number | undefined;
  readonly stoodForS?: number | undefined;
  readonly accuracyM?: number | undefined;
  readonly fixes?: number | undefined;
  /** The detector's own certainty, 0 to 1. */
  readonly certainty?: number | undefined;
}

/** Seconds left until the car stands on the premises, with an 80 % interval. Never coordinates. */
export interface Eta {
  readonly at: number;
  readonly seconds: number;
  readonly lowSeconds: number;
  readonly highSeconds: number;
  readonly source: 'declared' | 'position' | 'history' | 'router';
}

/** Why a fix was ignored. */
export type FixRefusal =
  'duplicate' | 'out_of_order' | 'too_old' | 'from_the_future' | 'too_coarse' | 'outlier';
