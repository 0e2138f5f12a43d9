/** What the manager's page calls the messages to customers and to the store's own people, and the channels by which they go. */
import type { MessageChannel, SentMessageView } from '@curbline/contracts/http';
import { m } from '../messages/generated/messages.js';

const KINDS: Readonly<Record<SentMessageView['kind'], () => string>> = {
  dark_board: m.messages_kind_dark_board,
  reply_bay_unknown: m.messages_kind_reply_bay_unknown,
  reply_how_to_arrive: m.messages_kind_reply_how_to_arrive,
  reply_late_noted: m.messages_kind_reply_late_noted,
  reply_no_order: m.messages_kind_reply_no_order,
  arrival_waiting: m.messages_kind_arrival_waiting,
  past_goal: m.messages_kind_past_goal,
  wait_critical: m.messages_kind_wait_critical,
  order_placed: m.messages_kind_order_placed,
  order_ready: m.messages_kind_order_ready,
  order_delayed: m.messages_kind_order_delayed,
  order_canceled: m.messages_kind_order_canceled,
  customer_arrived: m.messages_kind_customer_arrived,
  order_claimed: m.messages_kind_order_claimed,
  customer_not_found: m.messages_kind_customer_not_found,
  shortage_asked: m.messages_kind_shortage_asked,
  hold_ending: m.messages_kind_hold_ending,
  order_handed_over: m.messages_kind_order_handed_over,
};
export const kindName = (kind: SentMessageView['kind']): string => KINDS[kind]();

const CHANNELS: Readonly<Record<MessageChannel, () => string>> = {
  sms: m.messages_channel_sms,
  email: m.messages_channel_email,
  push: m.messages_channel_push,
};
export const channelName = (channel: MessageChannel): string => CHANNELS[channel]();
