/** A message in its reader's words. */
import type { Card } from '@curbline/contracts/events';
import { type Channel, fillText, type MessageKind, usualText } from '@curbline/domain/notify';
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

/** Every channel gets the text made for it, in the store's own words where it has some; what the store does not know stands empty. */
export function writeMessage({ kind, channel, to, card, store, link }: ToWrite): Message {
  const own = store.messages.kinds?.[kind]?.texts?.[card.language];
  const { isBrought } = firstLegOf(card.service);
  const texts = { ...usualText(kind, card.language, isBrought), ...own };
  const { claimedBy, expectedReadyAt } = card.order;
  // When the order is expected to be ready, or until when it is held.
  const time = kind === 'hold_ending' ? card.heldUntil : expectedReadyAt;
  const values = {
    name: card.customerName,
    store: store.name,
    code: card.shortCode,
    link: link ?? '',
    time: time === undefined ? '' : clockTime(store.timeZone, Date.parse(time)),
    staff: claimedBy?.name ?? store.name,
    phone: store.phone,
  };
  const write = (text: string): string => fillText(text, values).trim();
  return {
    to,
    storeName: store.name,
    subject: write(texts.subject),
    text: write(channel === 'sms' ? texts.sms : texts.body),
    link,
  };
}
