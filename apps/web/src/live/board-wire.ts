/**
 * The edge of the board's socket: what comes in is checked before anything trusts it. The envelope
 * decides order and completeness, so it is checked by hand here (a schema library would cost the page
 * more than the whole board); the card inside comes from the same release as this page, or the
 * protocol's number differs and the page reloads.
 */
import type { Card, LogPosition, Progress, StoreEvent } from '@curbline/contracts/events';
import type * as wire from '@curbline/contracts/socket';

/** Typed by the contract's own literals: if one moves there, this does not compile. */
export const BOARD_PROTOCOL: typeof wire.BOARD_PROTOCOL = 2;
export const BOARD_NAMESPACE: typeof wire.BOARD_NAMESPACE = '/board';
export const DEAD_LINK_MS: typeof wire.DEAD_LINK_MS = 15_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isPosition = (value: unknown): value is LogPosition & Record<string, unknown> =>
  isObject(value) && typeof value['epoch'] === 'string' && Number.isInteger(value['seq']);

/** The card in a problem's answer, or in an event. */
export const isCard = (value: unknown): value is Card =>
  isObject(value) &&
  typeof value['orderId'] === 'string' &&
  typeof value['tripId'] === 'string' &&
  isObject(value['order']) &&
  isObject(value['trip']);

function isStoreEvent(value: unknown): value is StoreEvent {
  if (!isObject(value) || !isPosition(value) || typeof value['type'] !== 'string') return false;
  const payload = value['payload'];
  return isObject(payload) && hasPayload(value['type'], payload) && isObject(value['actor']);
}

/** Only events about a customer of another store, or about no order, come without a card. */
const hasPayload = (type: string, payload: Record<string, unknown>): boolean =>
  isCard(payload['card']) || (WITHOUT_CARD.has(type) && payload['card'] === undefined);
const WITHOUT_CARD: ReadonlySet<string> = new Set<StoreEvent['type']>([
  'visitor_seen',
  'visitor_left',
  'settings_changed',
]);

/** The events of one message, or null when any is not one: then nothing of the message is trusted. */
export function readEvents(value: unknown): readonly StoreEvent[] | null {
  return Array.isArray(value) && value.every(isStoreEvent) ? value : null;
}

/** Progress reports; volatile, so a malformed one is dropped and the others stay. */
export function readProgress(value: unknown): readonly Progress[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (report): report is Progress =>
      isObject(report) && typeof report['tripId'] === 'string' && typeof report['at'] === 'string',
  );
}

/** The head of the log and the server's time, or null. */
export function readLive(value: unknown): wire.Live | null {
  if (!isObject(value) || !isPosition(value['head']) || typeof value['serverTime'] !== 'number') return null;
  return { head: value['head'], serverTime: value['serverTime'] };
}

/** Why the server ended the connection; an unknown reason counts as the server going away. */
export function readEnded(value: unknown): wire.Ended['reason'] {
  const reason = isObject(value) ? value['reason'] : null;
  return reason === 'signed_out' || reason === 'revoked' || reason === 'protocol' ? reason : 'shutdown';
}
