/** How a connection does, what came of a delivery and why an order waits, in words. */
import type { HeldShopOrder, ShopConnectionView, ShopDelivery, ShopTrouble } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';
import { dateAndTime } from '../../ui/format.js';
import { KINDS } from './shop-kinds.js';

const TROUBLES: Readonly<Record<ShopTrouble, readonly [what: () => string, todo: () => string]>> = {
  address_refused: [m.shops_trouble_address_refused, m.shops_do_address_refused],
  unreachable: [m.shops_trouble_unreachable, m.shops_do_unreachable],
  not_signed_in: [m.shops_trouble_not_signed_in, m.shops_do_not_signed_in],
  not_found: [m.shops_trouble_not_found, m.shops_do_not_found],
  refused: [m.shops_trouble_refused, m.shops_do_refused],
  unreadable: [m.shops_trouble_unreadable, m.shops_do_unreadable],
  sealed_otherwise: [m.shops_trouble_sealed, m.shops_do_sealed],
};

export interface Told {
  readonly what: string;
  /** What a person can do about it; null when nothing needs doing. */
  readonly todo: string | null;
}

export const troubleWords = (trouble: ShopTrouble): Told => {
  const [what, todo] = TROUBLES[trouble];
  return { what: what(), todo: todo() };
};

const timeOf = (instant: string, timeZone: string): string => dateAndTime(Date.parse(instant), timeZone);

/** What was signed wrongly, if it came after all that was signed rightly. */
export function signatureWords({ kind, refusedAt }: ShopConnectionView, timeZone: string): Told | null {
  if (refusedAt === null) return null;
  const todo = KINDS[kind].makesKey ? m.shops_signature_do_shop() : m.shops_signature_do();
  return { what: m.shops_signature_wrong({ time: timeOf(refusedAt, timeZone) }), todo };
}

/** What matters most of how the connection does. */
export function stateWords(connection: ShopConnectionView, timeZone: string): Told {
  const { enabled, trouble, troubleSince, receivedAt, readAt } = connection;
  if (!enabled) return { what: m.shops_state_paused(), todo: m.shops_paused_what() };
  if (connection.reading) {
    return { what: m.shops_state_reading({ count: connection.readOrders ?? 0 }), todo: null };
  }
  const signature = signatureWords(connection, timeZone);
  if (trouble !== null) {
    const { what, todo } = troubleWords(trouble);
    const time = troubleSince === null ? null : timeOf(troubleSince, timeZone);
    return { what: time === null ? what : m.shops_state_since({ what, time }), todo };
  }
  if (signature) return signature;
  if (receivedAt === null && readAt === null) return { what: m.shops_state_nothing(), todo: null };
  return { what: [m.shops_state_works(), ...lastWords(connection, timeZone)].join(' · '), todo: null };
}

const lastWords = ({ receivedAt, readAt }: ShopConnectionView, timeZone: string): string[] => [
  ...(receivedAt === null ? [] : [m.shops_state_last_sent({ time: timeOf(receivedAt, timeZone) })]),
  ...(readAt === null ? [] : [m.shops_state_last_read({ time: timeOf(readAt, timeZone) })]),
];

/** Whether a person has something to repair. */
export const isBroken = ({ enabled, trouble, refusedAt }: ShopConnectionView): boolean =>
  enabled && (trouble !== null || refusedAt !== null);

const DELIVERY_STATES: Readonly<Record<ShopDelivery['state'], () => string>> = {
  waiting: m.shops_delivery_waiting,
  applied: m.shops_delivery_applied,
  ignored: m.shops_delivery_ignored,
  failed: m.shops_delivery_failed,
};
const REASONS: Readonly<Record<string, () => string>> = {
  known_already: m.shops_reason_known_already,
  read_from_shop: m.shops_reason_read_from_shop,
  gone_from_shop: m.shops_reason_gone_from_shop,
  cannot_read: m.shops_reason_cannot_read,
  not_an_order: m.shops_reason_not_an_order,
  no_time: m.shops_reason_no_time,
  shop_made_no_body: m.shops_reason_shop_made_no_body,
  error: m.shops_reason_error,
};

/** "Applied – as the shop has it now". @param isHeld whether its order waits for a person */
export function deliveryStateWords({ state, reason }: ShopDelivery, isHeld: boolean): string {
  if (state === 'applied' && isHeld) return m.shops_delivery_held();
  const why = reason === null ? undefined : (REASONS[reason] ?? TROUBLES[reason as ShopTrouble]?.[0]);
  return [DELIVERY_STATES[state](), why?.()].filter(Boolean).join(' – ');
}

/** "14 Jul, 09:12 · sent by the shop · order.updated". */
export const deliveryWords = ({ receivedAt, source, topic }: ShopDelivery, timeZone: string): string =>
  [
    timeOf(receivedAt, timeZone),
    source === 'webhook' ? m.shops_source_webhook() : m.shops_source_read(),
    topic,
  ]
    .filter(Boolean)
    .join(' · ');

export const heldWords = ({ reason, location }: HeldShopOrder): string =>
  reason === 'location_missing'
    ? m.shops_held_location_missing()
    : m.shops_held_location_unknown({ place: location ?? '–' });
