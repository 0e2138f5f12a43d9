/** Changes to what a store says to its customers. What is as usual is left out, so that it follows the usual. */
import type { MessageKind, MessageSettings, StoreMessages } from '@curbline/contracts/http';
import { type Channel, MESSAGE_RULES, MESSAGE_TEXTS, type MessageText } from '@curbline/domain/notify';

export type TextUse = keyof MessageText;
export type Spoken = 'fr' | 'en';
export type Whose = 'store' | 'manager';

export const channelIsOn = (messages: StoreMessages, kind: MessageKind, channel: Channel): boolean =>
  messages.kinds?.[kind]?.channels?.[channel] ?? MESSAGE_RULES[kind].on.includes(channel);

/** The store's own text, or else the usual one. */
export const textOf = (messages: StoreMessages, kind: MessageKind, language: Spoken, use: TextUse): string =>
  messages.kinds?.[kind]?.texts?.[language]?.[use] ?? MESSAGE_TEXTS[kind][language][use];

export const hasOwnText = (messages: StoreMessages, kind: MessageKind): boolean =>
  messages.kinds?.[kind]?.texts !== undefined;

export function withChannel(
  messages: StoreMessages,
  kind: MessageKind,
  channel: Channel,
  on: boolean,
): StoreMessages {
  const settings = messages.kinds?.[kind] ?? {};
  const isUsual = MESSAGE_RULES[kind].on.includes(channel) === on;
  const channels = { ...settings.channels, [channel]: isUsual ? undefined : on };
  return withKind(messages, kind, { ...settings, channels });
}

/** @param text the usual text, or none: the usual text */
export function withText(
  messages: StoreMessages,
  kind: MessageKind,
  language: Spoken,
  use: TextUse,
  text: string,
): StoreMessages {
  const settings = messages.kinds?.[kind] ?? {};
  const isUsual = text.trim() === '' || text.trim() === MESSAGE_TEXTS[kind][language][use];
  const own = { ...settings.texts?.[language], [use]: isUsual ? undefined : text };
  return withKind(messages, kind, { ...settings, texts: { ...settings.texts, [language]: own } });
}

/** Puts back the usual texts of a kind, in all languages. */
export const withUsualTexts = (messages: StoreMessages, kind: MessageKind): StoreMessages =>
  withKind(messages, kind, { ...messages.kinds?.[kind], texts: undefined });

/** @param address empty: nobody is told there */
export function withAlert(
  messages: StoreMessages,
  whose: Whose,
  by: 'phone' | 'email',
  address: string,
): StoreMessages {
  const addresses = { ...messages.alerts?.[whose], [by]: address.trim() || undefined };
  return pruned({ ...messages, alerts: { ...messages.alerts, [whose]: addresses } });
}

const withKind = (messages: StoreMessages, kind: MessageKind, settings: MessageSettings): StoreMessages =>
  pruned({ ...messages, kinds: { ...messages.kinds, [kind]: settings } });

/** Without what is undefined, and without what is empty then. */
function pruned<T extends object>(value: T): T {
  const kept = Object.entries(value)
    .map(([key, part]): [string, unknown] => [
      key,
      typeof part === 'object' && part !== null ? pruned(part as object) : part,
    ])
    .filter(
      ([, part]) =>
        part !== undefined && !(typeof part === 'object' && part !== null && Object.keys(part).length === 0),
    );
  return Object.fromEntries(kept) as T;
}
