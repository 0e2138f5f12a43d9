/** Endpoints, events and deliveries in words. */
import type {
  WebhookDeliveryView,
  WebhookEndpointView,
  WebhookError,
  WebhookOffReason,
} from '@curbline/contracts/http';
import type { WebhookEventType } from '@curbline/contracts/webhooks';
import { m } from '../../messages/generated/messages.js';
import { dateAndTime } from '../../ui/format.js';

/** In the order in which they happen. */
export const EVENTS: readonly [WebhookEventType, () => string][] = [
  ['trip.started', m.webhooks_event_trip_started],
  ['trip.delayed', m.webhooks_event_trip_delayed],
  ['order.prepare_by', m.webhooks_event_order_prepare_by],
  ['order.ready', m.webhooks_event_order_ready],
  ['order.delayed', m.webhooks_event_order_delayed],
  ['order.shortage_settled', m.webhooks_event_order_shortage_settled],
  ['locker.assigned', m.webhooks_event_locker_assigned],
  ['order.service_changed', m.webhooks_event_order_service_changed],
  ['trip.approaching', m.webhooks_event_trip_approaching],
  ['trip.arrived', m.webhooks_event_trip_arrived],
  ['order.claimed', m.webhooks_event_order_claimed],
  ['order.handed_over', m.webhooks_event_order_handed_over],
  ['trip.departed', m.webhooks_event_trip_departed],
  ['order.canceled', m.webhooks_event_order_canceled],
  ['order.not_collected', m.webhooks_event_order_not_collected],
];
const EVENT_WORDS = new Map<string, () => string>([...EVENTS, ['webhook.test', m.webhooks_event_test]]);
export const eventWords = (type: string): string => EVENT_WORDS.get(type)?.() ?? type;

const OFF_WORDS: Readonly<Record<WebhookOffReason, () => string>> = {
  manager: m.webhooks_off_manager,
  gone: m.webhooks_off_gone,
  failing: m.webhooks_off_failing,
};

/** "On", "Does not answer since 14 Jul, 09:12", "Off: …". */
export function endpointWords(
  { state, offReason, failingSince }: WebhookEndpointView,
  timeZone: string,
): string {
  if (state === 'off') return OFF_WORDS[offReason ?? 'manager']();
  if (failingSince === null) return m.webhooks_on();
  return m.webhooks_failing({ time: dateAndTime(Date.parse(failingSince), timeZone) });
}

const ERROR_WORDS: Readonly<Record<WebhookError, () => string>> = {
  timeout: m.webhooks_error_timeout,
  name_not_found: m.webhooks_error_name,
  tls: m.webhooks_error_tls,
  connection: m.webhooks_error_connection,
  address_not_public: m.webhooks_error_private,
  not_https: m.webhooks_error_private,
  not_a_url: m.webhooks_error_private,
  sealed_otherwise: m.webhooks_error_sealed,
  endpoint_off: m.webhooks_error_off,
};
const STATE_WORDS: Readonly<Record<WebhookDeliveryView['state'], () => string>> = {
  waiting: m.webhooks_state_waiting,
  sending: m.webhooks_state_sending,
  delivered: m.webhooks_state_delivered,
  failed: m.webhooks_state_failed,
  skipped: m.webhooks_state_skipped,
};
export const stateWords = ({ state }: WebhookDeliveryView): string => STATE_WORDS[state]();

/** "14 Jul, 09:12 · answered 503 in 40 ms · attempt 3 · next at 10:12". */
export function deliveryWords(delivery: WebhookDeliveryView, timeZone: string): string {
  const { occurredAt, status, error, tookMs, attempts, nextAttemptAt } = delivery;
  const timeOf = (instant: string): string => dateAndTime(Date.parse(instant), timeZone);
  return [
    timeOf(occurredAt),
    status !== null && m.webhooks_answered({ status, ms: tookMs ?? 0 }),
    error !== null && ERROR_WORDS[error](),
    attempts > 1 && m.webhooks_attempts({ count: attempts }),
    nextAttemptAt !== null && attempts > 0 && m.webhooks_next({ time: timeOf(nextAttemptAt) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
