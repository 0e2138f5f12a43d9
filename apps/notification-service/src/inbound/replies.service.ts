/** Answers text messages that could not be followed: once a trip, and once a day where no order is under way. */
import { Injectable } from '@nestjs/common';
import { DISCREET_WORDS, REPLY_LIFETIME_MS, type ReplyKind, replyText } from '@curbline/domain/notify';
import { wallClock } from '@curbline/domain/opening-hours';
import { Clock, SecretBox } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import { newDelivery } from '../deliveries/delivery.entity.js';
import { DeliverySenderService } from '../deliveries/delivery-sender.service.js';
import { StoreMessagesRepository } from '../messages/store-messages.repository.js';
import type { CustomerOfPhone } from './customers-by-phone.repository.js';

@Injectable()
export class RepliesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoreMessagesRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly sender: DeliverySenderService,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** @param to E.164. @param bays the labels of the store's bays */
  async send(kind: ReplyKind, customer: CustomerOfPhone, to: string, bays: readonly string[]): Promise<void> {
    const { storeId, orderId, tripId, language } = customer;
    const { manager } = this.dataSource;
    const store = await this.stores.find(manager, storeId);
    if (!store) return;
    const now = this.clock.now();
    const once = kind === 'reply_no_order' ? wallClock(store.timeZone, now).day : '';
    const planned = {
      storeId,
      key: [kind, tripId, once].filter(Boolean).join(':'),
      orderId,
      tripId,
      kind,
      channel: 'sms',
      language,
      unless: null,
      dueAt: now,
      expiresAt: now + REPLY_LIFETIME_MS,
    } as const;
    const { storeInSentence, store: storeName } = store.discreet
      ? DISCREET_WORDS[language]
      : { storeInSentence: store.name, store: store.name };
    const text = replyText(kind, language, { store: storeInSentence, phone: store.phone, bays });
    const message = { to, storeName, subject: '', text, link: null };
    const added = await this.deliveries.add(manager, [newDelivery(this.box, planned, message, now)]);
    if (added) this.sender.wake();
  }
}
