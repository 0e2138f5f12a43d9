/** Coordinates as people type or paste them, and what in them looks wrong. */
import { shortestDegrees, type Position } from '../geo/projection.js';

/** Degrees around 0, 0, where wrong conversions end up and no shop is. */
const NULL_ISLAND_DEG = 1;
/** Western China lies three hours from its zone; no country goes further. */
const FAR_OFF_H = 4;
/** Swapped are coordinates that fit the zone no better than this, while the other way round they fit it clearly better. */
const FITS_H = 1.5;
const CLEARLY_BETTER_H = 1;

export type Suspicion =
  | { readonly kind: 'null_island' }
  | { readonly kind: 'swapped_coordinates' }
  | { readonly kind: 'zone_far_off'; readonly hours: number };

/**
 * What can be right and probably is not.
 * @param position [longitude, latitude], degrees
 * @param offsetH the standard time of the place's zone, hours ahead of UTC
 */
export function positionSuspicion(position: Position, offsetH: number): Suspicion | undefined {
  const [longitude, latitude] = position;
  if (Math.abs(longitude) < NULL_ISLAND_DEG && Math.abs(latitude) < NULL_ISLAND_DEG)
    return { kind: 'null_island' };
  const offBy = (degrees: number): number => Math.abs(shortestDegrees(degrees - offsetH * 15)) / 15;
  const given = offBy(longitude);
  const swapped = offBy(latitude);
  if (given > FITS_H && swapped <= FITS_H && swapped + CLEARLY_BETTER_H < given)
    return { kind: 'swapped_coordinates' };
  return given > FAR_OFF_H ? { kind: 'zone_far_off', hours: given } : undefined;
}

/** Hours ahead of UTC in the half of the year without summer time. @param now Unix ms, of whose year it is taken. */
export function standardOffsetH(timeZone: string, now: number): number {
  const year = new Date(now).getUTCFullYear();
  return Math.min(...[0, 6].map((month) => offsetH(timeZone, Date.UTC(year, month, 1))));
}

function offsetH(timeZone: string, at: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) + Number(minutes ?? 0) / 60);
}

/** One coordinate: degrees with a point or a comma, or degrees, minutes and seconds, with its letter before or after. */
const PART =
  /([NSEWO])?\s*([-−]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*["″”]\s*)?([NSEWO])?/giu;

interface Part {
  readonly degrees: number;
  /** Which axis its letter names; undefined without one. */
  readonly axis: 'latitude' | 'longitude' | undefined;
}

/**
 * Two coordinates in a text, latitude first unless letters say otherwise: `45.7606, 4.8571`, `45,7606 4,8571`,
 * `45°45'38.2"N 4°51'25.6"E`, and what maps put around them (`geo:`, `@`). `O` is the French west (ouest).
 * @returns [longitude, latitude] in degrees, not yet checked for their range; undefined when these are no two numbers.
 */
export function parseCoordinates(text: string): Position | undefined {
  // A comma between digits is a decimal one only where the text has no points: "45,7606, 4,8571".
  const plain = /\d\.\d/.test(text) ? text.replace(/,/g, ' ') : text.replace(/,(?=\s|$)|(?<=\s),/g, ' ');
  const parts = [...plain.matchAll(PART)].map(partOf);
  const [first, second] = parts;
  if (parts.length !== 2 || !first || !second) return undefined;
  if (first.axis !== undefined && first.axis === second.axis) return undefined;
  const isLongitudeFirst = first.axis === 'longitude' || second.axis === 'latitude';
  return isLongitudeFirst ? [first.degrees, second.degrees] : [second.degrees, first.degrees];
}

function partOf([
  ,
  before = '',
  whole = '',
  minutes = '0',
  seconds = '0',
  after = '',
]: RegExpExecArray): Part {
  const number = (digits: string): number => Number(digits.replace(',', '.').replace('−', '-'));
  const letter = (before || after).toUpperCase();
  const degrees = Math.abs(number(whole)) + number(minutes) / 60 + number(seconds) / 3600;
  const isNegative = /^[-−]/.test(whole) !== /[SWO]/.test(letter);
  const axis = letter === '' ? undefined : /[NS]/.test(letter) ? 'latitude' : 'longitude';
  return { degrees: isNegative ? -degrees : degrees, axis };
}

/** Whether this is a place on Earth: longitude within ±180°, latitude within ±90°. */
export const isOnEarth = ([longitude, latitude]: Position): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
