/** What became of a message to a customer, in words. */
import type { SentMessageView } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';

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
  subscription_ended: () => m.messages_reason_subscription_ended(),
  answer: (code) => m.messages_reason_answer({ code }),
  error: (code) => m.messages_reason_error({ code }),
  bounced: (code) => m.messages_reason_bounced({ code }),
  bounced_before: () => m.messages_reason_bounced_before(),
  sealed_otherwise: () => m.messages_reason_sealed(),
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
