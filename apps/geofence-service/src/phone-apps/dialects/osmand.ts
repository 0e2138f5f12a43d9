/**
 * The query of OsmAnd, which Traccar Client up to 7 and from 10 on, GPSLogger and many others send: names and values
 * in the address or as the body of a form. https://www.traccar.org/osmand/
 *
 * `speed` is in knots, as Traccar has it. GPSLogger's own names have other units: `spd` meters a second, `spd_kph`.
 * Any success lets these apps go on; a body might be read as a command.
 */
import { type AppFix, fixFrom, instantIn, MPS_OF_KMH, MPS_OF_KNOT } from './read.js';

export const OSMAND_ANSWER = { contentType: 'text/plain; charset=utf-8', body: '' } as const;

export const mayBeOsmAnd = (said: URLSearchParams): boolean => said.size > 0;

/** @param receivedAt the server's clock, ms: when the position was taken unless a time is said */
export function osmAndFixes(said: URLSearchParams, receivedAt: number): AppFix[] {
  const first = (...names: readonly string[]): string | undefined =>
    names.map((name) => said.get(name)).find((value) => value !== null && value !== '') ?? undefined;
  if (/^(false|0)$/i.test(first('valid') ?? '')) return [];
  const [latitude, longitude] = first('location')?.split(',') ?? [
    first('lat', 'latitude'),
    first('lon', 'lng', 'long', 'longitude'),
  ];
  const time = first('timestamp', 'time', 'tst');
  const fix = fixFrom({
    latitude,
    longitude,
    recordedAt: time === undefined ? receivedAt : instantIn(time),
    accuracyM: first('accuracy', 'acc', 'hacc'),
    ...speedIn(first),
    headingDeg: first('bearing', 'heading', 'course', 'dir'),
  });
  return fix ? [fix] : [];
}

function speedIn(first: (name: string) => string | undefined): { speed: unknown; speedUnit: number } {
  const knots = first('speed');
  if (knots !== undefined) return { speed: knots, speedUnit: MPS_OF_KNOT };
  const mps = first('spd');
  return mps === undefined
    ? { speed: first('spd_kph'), speedUnit: MPS_OF_KMH }
    : { speed: mps, speedUnit: 1 };
}
