/**
 * Reads what apps send, as far as it can be trusted: a value in Curbline's units, or nothing. No value of an app is an
 * error, because an app that is refused keeps its positions and sends them again, for ever and before all others.
 */

/** A position as an app reported it. `recordedAt` is the phone's clock, Unix ms. */
export interface AppFix {
  readonly latitude: number;
  readonly longitude: number;
  readonly recordedAt: number;
  readonly accuracyM: number | undefined;
  readonly speedMps: number | undefined;
  readonly headingDeg: number | undefined;
}

export type Fields = Readonly<Record<string, unknown>>;

export const MPS_OF_KNOT = 1852 / 3600;
export const MPS_OF_KMH = 1 / 3.6;

/** The fields of an object; none of anything else. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A finite number, given as one or as text. */
export function numberIn(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Numbers below are seconds, from there on milliseconds. Traccar's servers draw the line here, too. */
const FIRST_MS = 2 ** 31;
const WRITTEN = /^(\d{4}-\d\d-\d\d)[T +](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * An instant, Unix ms: from seconds, milliseconds, or ISO 8601 with `T` or a blank, whose offset may lack its colon.
 * Without an offset it is UTC, as the apps mean it.
 */
export function instantIn(value: unknown): number | undefined {
  const number = numberIn(value);
  if (number !== undefined) {
    const at = Math.round(number < FIRST_MS ? number * 1000 : number);
    return at > 0 && at <= LAST_INSTANT ? at : undefined;
  }
  const [, date, time, offset = 'Z'] = WRITTEN.exec(typeof value === 'string' ? value.trim() : '') ?? [];
  if (date === undefined || time === undefined) return undefined;
  const zone = /^Z$/i.test(offset)
    ? 'Z'
    : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
  const at = Date.parse(`${date}T${time}${zone}`);
  return at > 0 ? at : undefined;
}

/** The last instant that a `Date` can hold, ms. */
const LAST_INSTANT = 8.64e15;
const MOST_ACCURACY_M = 100_000;
const MOST_SPEED_MPS = 200;

/** What an app says of a position, in the app's own words but for the units. */
export interface SaidFix {
  readonly latitude: unknown;
  readonly longitude: unknown;
  /** Unix ms. */
  readonly recordedAt: number | undefined;
  readonly accuracyM: unknown;
  /** With `speedUnit`, the meters a second of one unit of the app's speed. */
  readonly speed: unknown;
  readonly speedUnit: number;
  readonly headingDeg: unknown;
}

/**
 * The position, unless it has no place or no time. An accuracy of 0 or less is unknown to all apps, and 0°, 0° is
 * what some send for no place. What else makes no sense is left out: the position stays.
 */
export function fixFrom(said: SaidFix): AppFix | undefined {
  const latitude = numberIn(said.latitude);
  const longitude = numberIn(said.longitude);
  const { recordedAt } = said;
  if (latitude === undefined || longitude === undefined || recordedAt === undefined) return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || (latitude === 0 && longitude === 0))
    return undefined;
  const accuracyM = numberIn(said.accuracyM) ?? 0;
  const speedMps = (numberIn(said.speed) ?? -1) * said.speedUnit;
  const headingDeg = numberIn(said.headingDeg) ?? -1;
  return {
    latitude,
    longitude,
    recordedAt,
    accuracyM: accuracyM > 0 ? Math.min(accuracyM, MOST_ACCURACY_M) : undefined,
    speedMps: speedMps >= 0 && speedMps <= MOST_SPEED_MPS ? speedMps : undefined,
    headingDeg: headingDeg >= 0 && headingDeg <= 360 ? headingDeg : undefined,
  };
}
