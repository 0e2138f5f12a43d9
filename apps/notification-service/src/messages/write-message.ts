/** A message in its reader's words. */
import type { Card } from '@curbline/contracts/events';
import { type Channel, fillText, MESSAGE_TEXTS, type MessageKind } from '@curbline/domain/notify';
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
  const texts = { ...MESSAGE_TEXTS[kind][card.language], ...own };
  const values = {
    name: card.customerName,
    store: store.name,
    code: card.shortCode,
    link: link ?? '',
    time: timeOf(card, store.timeZone),
    staff: card.order.claimedBy?.name ?? store.name,
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

/** When the order is expected to be ready, by the store's clock. */
function timeOf({ order, language }: Card, timeZone: string): string {
  if (order.expectedReadyAt === undefined) return '';
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return new Intl.DateTimeFormat(language, clock).format(new Date(order.expectedReadyAt));
}
