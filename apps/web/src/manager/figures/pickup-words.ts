/** The words of a pickup's outcome, and of the events in its timeline. */
import type { PickupOutcome, PickupTimeline } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';

type Word = () => string;
type TimelineEvent = PickupTimeline['events'][number];

const OUTCOMES: Record<PickupOutcome, Word> = {
  handed_over: m.figures_outcome_handed_over,
  left_open: m.figures_outcome_left_open,
  abandoned: m.figures_outcome_abandoned,
  not_collected: m.figures_outcome_not_collected,
  canceled: m.figures_outcome_canceled,
  waiting: m.figures_outcome_waiting,
};
export const outcomeWords = (outcome: PickupOutcome): string => OUTCOMES[outcome]();

/** An order's own log has no events of the store's settings or of another store's customers. */
const EVENTS: Record<
  Exclude<TimelineEvent['type'], 'visitor_seen' | 'visitor_left' | 'settings_changed'>,
  Word
> = {
  order_placed: m.figures_event_order_placed,
  order_preparing: m.figures_event_order_preparing,
  order_ready: m.figures_event_order_ready,
  order_delayed: m.figures_event_order_delayed,
  order_canceled: m.figures_event_order_canceled,
  order_not_collected: m.figures_event_order_not_collected,
  order_claimed: m.figures_event_order_claimed,
  claim_released: m.figures_event_claim_released,
  order_handed_over: m.figures_event_order_handed_over,
  order_recalled: m.figures_event_order_recalled,
  order_reopened: m.figures_event_order_reopened,
  window_changed: m.figures_event_window_changed,
  service_changed: m.figures_event_service_changed,
  trip_started: m.figures_event_trip_started,
  trip_delayed: m.figures_event_trip_delayed,
  trip_approaching: m.figures_event_trip_approaching,
  trip_arrived: m.figures_event_trip_arrived,
  arrival_corrected: m.figures_event_arrival_corrected,
  arrival_questioned: m.figures_event_arrival_questioned,
  arrival_confirmed: m.figures_event_arrival_confirmed,
  arrival_withdrawn: m.figures_event_arrival_withdrawn,
  trip_departed: m.figures_event_trip_departed,
  trip_returned: m.figures_event_trip_returned,
  trip_lapsed: m.figures_event_trip_lapsed,
  trip_left_open: m.figures_event_trip_left_open,
  trip_expired: m.figures_event_trip_expired,
  sharing_started: m.figures_event_sharing_started,
  sharing_stopped: m.figures_event_sharing_stopped,
  details_changed: m.figures_event_details_changed,
  message_sent: m.figures_event_message_sent,
  substitute_named: m.figures_event_substitute_named,
  substitute_revoked: m.figures_event_substitute_revoked,
  line_short: m.figures_event_line_short,
  shortage_settled: m.figures_event_shortage_settled,
  shortage_withdrawn: m.figures_event_shortage_withdrawn,
  locker_assigned: m.figures_event_locker_assigned,
  locker_emptied: m.figures_event_locker_emptied,
  locker_mismatch: m.figures_event_locker_mismatch,
  hold_ending: m.figures_event_hold_ending,
  gesture_given: m.figures_event_gesture_given,
  gesture_withdrawn: m.figures_event_gesture_withdrawn,
  seen_at_other_store: m.figures_event_seen_at_other_store,
  left_other_store: m.figures_event_left_other_store,
};
/** A type that this page does not know yet is shown as it came. */
export const eventWords = (type: string): string =>
  (EVENTS as Readonly<Record<string, Word>>)[type]?.() ?? type;

const ACTORS: Record<TimelineEvent['by']['kind'], Word> = {
  customer: m.figures_by_customer,
  staff: m.figures_by_staff,
  shop: m.figures_by_shop,
  position: m.figures_by_position,
  system: m.figures_by_system,
};
/** The name of who did it, else what kind of actor it was. */
export const actorWords = ({ kind, name }: TimelineEvent['by']): string => name ?? ACTORS[kind]();
