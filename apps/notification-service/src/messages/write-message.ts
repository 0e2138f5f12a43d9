/** A message in its reader's words. */
import type { Card } from '@curbline/contracts/events';
import {
  type Channel,
  DISCREET_WORDS,
  discreetText,
  fillText,
  type MessageKind,
  type MessageText,
  usualText,
} from '@curbline/domain/notify';
import { clockTime } from '@curbline/domain/opening-hours';
import { firstLegOf } from '@curbline/domain/service';
import type { Message } from '../deliveries/delivery.entity.js';
import type { StoreForMessages } from './store-messages.repository.js';

export interface ToWrite {
  readonly kind: MessageKind;
  readonly channel: Channel;
  readonly to: string;
  readonly card: Card;
  readonly store: StoreForMessages;
  readonly link: string | null;
}

/** Every channel gets the text made for it; what the store does not know stands empty. */
export function writeMessage({ kind, channel, to, card, store, link }: ToWrite): Message {
  const texts = textsOf(kind, card, store);
  const words = store.discreet ? DISCREET_WORDS[card.language] : { store: store.name, staff: store.name };
  const { claimedBy, expectedReadyAt } = card.order;
  // When the order is expected to be ready, or until when it is held.
  const time = kind === 'hold_ending' ? card.heldUntil : expectedReadyAt;
  const values = {
    name: card.customerName,
    store: words.store,
    code: card.shortCode,
    link: link ?? '',
    time: time === undefined ? '' : clockTime(store.timeZone, Date.parse(time)),
    staff: claimedBy?.name ?? words.staff,
    phone: store.phone,
  };
  const write = (text: string): string => fillText(text, values).trim();
  return {
    to,
    storeName: words.store,
    subject: write(texts.subject),
    text: write(channel === 'sms' ? texts.sms : texts.body),
    link,
  };
}

/** In the store's own words where it has some. A discreet store's are not used: nobody can tell what they give away. */
function textsOf(kind: MessageKind, { service, language }: Card, store: StoreForMessages): MessageText {
  const { isBrought } = firstLegOf(service);
  if (store.discreet) return discreetText(kind, language, isBrought);
  return { ...usualText(kind, language, isBrought), ...store.messages.kinds?.[kind]?.texts?.[language] };
}
