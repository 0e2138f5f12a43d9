/** What was sent to a store's customers, and what is still to be. */
import { Injectable } from '@nestjs/common';
import type { DeliveryState, MessagesPage, MessagesQuery, SentMessageView } from '@curbline/contracts/http';
import { isoOf, problem, SecretBox } from '@curbline/platform';
import { ChannelsService } from '../channels/channels.service.js';
import { OUTBOX } from '../channels/message-channel.js';
import { DeliveriesRepository, type ListedBefore } from '../deliveries/deliveries.repository.js';
import { type DeliveryEntity, openMessage } from '../deliveries/delivery.entity.js';
import { maskedAddress } from './masked-address.js';

@Injectable()
export class OutboxService {
  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly channels: ChannelsService,
    private readonly box: SecretBox,
  ) {}

  /** @throws ProblemException `invalid-input` for a `before` that no page gave. */
  async page(storeId: string, { state, orderId, before, limit }: MessagesQuery): Promise<MessagesPage> {
    const found = await this.deliveries.list(storeId, {
      states: state?.split(',') as DeliveryState[] | undefined,
      orderId,
      before: before === undefined ? undefined : readBefore(before),
      most: limit + 1,
    });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      storeId,
      messages: shown.map((delivery) => this.viewOf(delivery)),
      next: found.length > limit && last ? `${last.createdAt.getTime()}.${last.id}` : null,
      configured: this.channels.configured(),
    };
  }

  private viewOf(delivery: DeliveryEntity): SentMessageView {
    const { id, orderId, tripId, kind, channel, language, state, reason, provider, attempts } = delivery;
    return {
      id,
      orderId,
      tripId,
      kind,
      channel,
      language,
      state,
      reason,
      provider,
      attempts,
      createdAt: isoOf(delivery.createdAt.getTime()),
      dueAt: isoOf(delivery.dueAt.getTime()),
      changedAt: isoOf(delivery.changedAt.getTime()),
      shown: this.shownOf(delivery),
    };
  }

  private shownOf(delivery: DeliveryEntity): SentMessageView['shown'] {
    const message = openMessage(this.box, delivery);
    if (!message) return null;
    const { to, subject, text, link } = message;
    const inOutbox = delivery.provider === OUTBOX.provider;
    return {
      // Of a browser there is nothing that a person would know it by.
      to: delivery.channel === 'push' ? '' : maskedAddress(to),
      subject,
      text: inOutbox || link === null ? text : text.replaceAll(link, '…'),
      link: inOutbox ? link : null,
    };
  }
}

function readBefore(text: string): ListedBefore {
  const [, at, id] = /^(\d{13})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  if (at === undefined || id === undefined)
    throw problem('invalid-input', {
      errors: [
        {
          field: 'before',
          message: {
            en: 'must be the value of next of the page before',
            fr: 'doit être la valeur next de la page précédente',
          },
        },
      ],
    });
  return { createdAt: new Date(Number(at)), id };
}
