/** Messages to customers in words: what about, by which way, what became of it. */
import type { MessageChannel, MessageKind, SentMessageView } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';

export const CHANNEL_WORDS: Readonly<Record<MessageChannel, () => string>> = {
  sms: m.messages_channel_sms,
  email: m.messages_channel_email,
  push: m.messages_channel_push,
};

export const KIND_WORDS: Readonly<Record<MessageKind, () => string>> = {
  order_placed: m.messages_kind_order_placed,
  order_ready: m.messages_kind_order_ready,
  order_delayed: m.messages_kind_order_delayed,
  order_canceled: m.messages_kind_order_canceled,
  customer_arrived: m.messages_kind_customer_arrived,
  order_claimed: m.messages_kind_order_claimed,
  customer_not_found: m.messages_kind_customer_not_found,
  order_handed_over: m.messages_kind_order_handed_over,
};

const STATE_WORDS: Readonly<Record<SentMessageView['state'], () => string>> = {
  waiting: m.messages_state_waiting,
  sending: m.messages_state_sending,
  unknown: m.messages_state_unknown,
  sent: m.messages_state_sent,
  delivered: m.messages_state_delivered,
  failed: m.messages_state_failed,
  expired: m.messages_state_expired,
  suppressed: m.messages_state_suppressed,
  not_needed: m.messages_state_not_needed,
};

const REASONS: Readonly<Record<string, (code: string) => string>> = {
  unreachable: () => m.messages_reason_unreachable(),
  no_answer: () => m.messages_reason_no_answer(),
  unreadable_answer: () => m.messages_reason_unreadable_answer(),
  sign_in_refused: () => m.messages_reason_sign_in_refused(),
  refused: () => m.messages_reason_refused(),
  interrupted: () => m.messages_reason_interrupted(),
  answer: (code) => m.messages_reason_answer({ code }),
  error: (code) => m.messages_reason_error({ code }),
};

/** Why a message was not sent; null when it was, or for a reason that this page does not know. */
export function reasonWords({ reason }: SentMessageView): string | null {
  const [kind = '', code = ''] = reason?.split(':') ?? [];
  return REASONS[kind]?.(code) ?? null;
}

export const isInOutbox = ({ state, provider }: SentMessageView): boolean =>
  state === 'sent' && provider === 'outbox';

export const stateWords = (message: SentMessageView): string =>
  isInOutbox(message) ? m.messages_state_outbox() : STATE_WORDS[message.state]();
