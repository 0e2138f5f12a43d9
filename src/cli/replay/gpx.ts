/**
 * The recorded points of a GPX file (GPX 1.1, https://www.topografix.com/GPX/1/1/). Elements are found by their
 * local names, whatever prefix a recorder gives them. Each point keeps its line, so that a complaint can name it.
 */
import { DOMParser, type Element } from '@xmldom/xmldom';
import { Unreadable } from './unreadable.js';

/** One `<trkpt>` or `<rtept>`; texts as they stand in the file. */
export interface GpxPoint {
  /** `trip.gpx, line 12`, for complaints. */
  readonly where: string;
  readonly latitude: string | null;
  readonly longitude: string | null;
  readonly time: string | undefined;
}

/**
 * The points of all tracks, or of the routes where the file has no track. Waypoints are places, no recording.
 * @throws Unreadable when the text is no XML, or no GPX.
 */
export function readGpxPoints(file: string, text: string): GpxPoint[] {
  const root = parseXml(file, text);
  if (root.localName !== 'gpx') throw new Unreadable(file, `is not GPX: its root is <${root.tagName}>`);
  const track = [...root.getElementsByTagNameNS('*', 'trkpt')];
  const points = track.length > 0 ? track : [...root.getElementsByTagNameNS('*', 'rtept')];
  if (points.length === 0 && root.getElementsByTagNameNS('*', 'wpt').length > 0) {
    throw new Unreadable(file, 'holds waypoints only: record a track (<trk>) with a time for each point');
  }
  return points.map((point) => ({
    where: `${file}, line ${point.lineNumber ?? '?'}`,
    latitude: point.getAttribute('lat'),
    longitude: point.getAttribute('lon'),
    time: point.getElementsByTagNameNS('*', 'time').item(0)?.textContent?.trim(),
  }));
}

function parseXml(file: string, text: string): Element {
  let fault: string | undefined;
  const onError = (level: string, message: string): void => {
    if (level !== 'warning') fault ??= message.split('\n')[0];
  };
  try {
    const root = new DOMParser({ onError }).parseFromString(text, 'text/xml').documentElement;
    if (root && fault === undefined) return root;
  } catch (error) {
    fault ??= error instanceof Error ? error.message.split('\n')[0] : 'unknown fault';
  }
  throw new Unreadable(file, `is not GPX: ${fault ?? 'the file is empty'}`);
}
