/**
 * Which app is it? Told by what it sent and not by what it says of itself: headers and versions change, and one
 * address serves all of them.
 */
import { isDeeperThan, MAX_JSON_DEPTH } from '@curbline/platform';
import { OSMAND_ANSWER, mayBeOsmAnd, osmAndFixes } from './osmand.js';
import { isOverland, OVERLAND_ANSWER, overlandFixes } from './overland.js';
import { OWNTRACKS_ANSWER, ownTracksFixes } from './owntracks.js';
import { RADAR_ANSWER, radarFixes } from './radar.js';
import type { AppFix } from './read.js';
import { isTraccarJson, TRACCAR_JSON_ANSWER, traccarJsonFixes } from './traccar-json.js';

/** The dialect that a path is for; `any` where the message itself shows it. */
export type Dialect = 'any' | 'owntracks' | 'overland' | 'radar';

/** A request of an app, as far as it matters. */
export interface AppRequest {
  /** What stands behind the `?` of its address. */
  readonly query: string;
  /** Undefined when it was too long to be read. */
  readonly body: string | undefined;
  /** The server's clock, ms. */
  readonly receivedAt: number;
}

/** What the app understands as "done: forget it, and go on". */
export interface AppAnswer {
  readonly contentType: string;
  readonly body: string;
}

export interface AppMessage {
  readonly fixes: readonly AppFix[];
  readonly answer: AppAnswer;
}

/** Reads a request. Total: whatever it holds, there is an answer with which its app goes on. */
export function readMessage(dialect: Dialect, { query, body, receivedAt }: AppRequest): AppMessage {
  if (dialect === 'radar') return { fixes: radarFixes(jsonIn(body ?? ''), receivedAt), answer: RADAR_ANSWER };
  // Overland alone sends so much at once.
  if (body === undefined)
    return { fixes: [], answer: dialect === 'owntracks' ? OWNTRACKS_ANSWER : OVERLAND_ANSWER };
  const json = jsonIn(body);
  if (dialect === 'overland' || isOverland(json))
    return { fixes: overlandFixes(json), answer: OVERLAND_ANSWER };
  if (dialect === 'owntracks') return { fixes: ownTracksFixes(json), answer: OWNTRACKS_ANSWER };
  if (isTraccarJson(json)) return { fixes: traccarJsonFixes(json), answer: TRACCAR_JSON_ANSWER };
  const form = json === undefined ? body.trim() : '';
  const said = new URLSearchParams([query, form].filter(Boolean).join('&'));
  // OwnTracks also sends an empty body, when a friend was deleted.
  if (json !== undefined || !mayBeOsmAnd(said))
    return { fixes: ownTracksFixes(json), answer: OWNTRACKS_ANSWER };
  return { fixes: osmAndFixes(said, receivedAt), answer: OSMAND_ANSWER };
}

/** Undefined unless it is a JSON object or list. */
function jsonIn(body: string): unknown {
  if (!/^\s*[[{]/.test(body) || isDeeperThan(body, MAX_JSON_DEPTH)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
