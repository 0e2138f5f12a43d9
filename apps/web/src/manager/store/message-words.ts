/** The messages to customers in words: what each is about, by which channels, and what is wrong with a text. */
import type { MessageKind } from '@curbline/contracts/http';
import {
  type Channel,
  CHANNELS,
  MESSAGE_KINDS,
  PLACEHOLDERS,
  type TemplateFault,
} from '@curbline/domain/notify';
import { m } from '../../messages/generated/messages.js';
import type { FilledSettings } from './merge.js';
import { channelIsOn, hasOwnText } from './message-edits.js';

const KINDS: Record<MessageKind, () => string> = {
  order_placed: m.store_message_order_placed,
  order_ready: m.store_message_order_ready,
  order_delayed: m.store_message_order_delayed,
  order_canceled: m.store_message_order_canceled,
  customer_arrived: m.store_message_customer_arrived,
  order_claimed: m.store_message_order_claimed,
  customer_not_found: m.store_message_customer_not_found,
  order_handed_over: m.store_message_order_handed_over,
};
export const kindName = (kind: MessageKind): string => KINDS[kind]();

const CHANNEL_NAMES: Record<Channel, () => string> = {
  sms: m.store_channel_sms,
  email: m.store_channel_email,
  push: m.store_channel_push,
};
export const channelName = (channel: Channel): string => CHANNEL_NAMES[channel]();

/** "SMS, e-mail · texte du magasin"; "aucun message". */
export function kindText(messages: FilledSettings['messages'], kind: MessageKind): string {
  const on = CHANNELS.filter((channel) => channelIsOn(messages, kind, channel)).map(channelName);
  const by = on.length > 0 ? on.join(', ') : m.store_message_none();
  return hasOwnText(messages, kind) ? `${by} · ${m.store_message_own()}` : by;
}

/** Each kind on a line, then who is told when no board is connected. */
export function messagesText(messages: FilledSettings['messages']): string {
  const kinds = MESSAGE_KINDS.map((kind) => `${kindName(kind)} · ${kindText(messages, kind)}`);
  const told = Object.values(messages.alerts ?? {}).flatMap(({ phone, email }) => [phone, email]);
  return [...kinds, `${m.store_dark()} · ${told.filter(Boolean).join(', ') || '–'}`].join('\n');
}

export const placeholdersText = (): string => PLACEHOLDERS.map((name) => `{${name}}`).join(' ');

export function templateFaultText(fault: TemplateFault): string {
  if (fault.kind === 'unknown') return m.store_message_unknown({ what: fault.what });
  const signs = fault.foreign.join(' ');
  return signs === ''
    ? m.store_message_too_long({ count: fault.segments })
    : m.store_message_foreign({ signs });
}
