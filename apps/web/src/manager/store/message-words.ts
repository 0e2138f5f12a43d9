/** The messages to customers in words: what each is about, by which channels, and what is wrong with a text. */
import type { MessageKind } from '@curbline/contracts/http';
import { CHANNELS, MESSAGE_KINDS, PLACEHOLDERS, type TemplateFault } from '@curbline/domain/notify';
import { m } from '../../messages/generated/messages.js';
import type { FilledSettings } from './merge.js';
import { channelName, kindName } from '../message-names.js';
import { channelIsOn, hasOwnText } from './message-edits.js';

/** "SMS, E-mail · texte du magasin"; "aucun message". */
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
