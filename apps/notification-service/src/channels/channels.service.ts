import { Inject, Injectable } from '@nestjs/common';
import { type Channel, CHANNELS } from '@curbline/domain/notify';
import {
  Clock,
  OutgoingRequests,
  PLATFORM_OPTIONS,
  type PlatformOptions,
  SecretBox,
} from '@curbline/platform';
import { PushKeysService } from '../push/push-keys.service.js';
import { PushSubscriptionsRepository } from '../push/push-subscriptions.repository.js';
import { EmailChannel } from './email.channel.js';
import { type MessageChannel, OUTBOX } from './message-channel.js';
import { pushSubject } from './push/push-subject.js';
import { PushChannel } from './push/push.channel.js';
import { callbackUrlOf } from './sms/callback-url.js';
import { SmsChannel } from './sms/sms.channel.js';

/** Which adapter each channel goes by, as the installation is configured. */
@Injectable()
export class ChannelsService {
  private readonly adapters: Readonly<Record<Channel, MessageChannel>>;

  constructor(
    @Inject(PLATFORM_OPTIONS) { smtp, sms, publicUrl }: Pick<PlatformOptions, 'smtp' | 'sms' | 'publicUrl'>,
    clock: Clock,
    box: SecretBox,
    outgoing: OutgoingRequests,
    subscriptions: PushSubscriptionsRepository,
    keys: PushKeysService,
  ) {
    this.adapters = {
      push: box.isOpen
        ? new PushChannel(outgoing, subscriptions, keys, pushSubject({ publicUrl, smtp }), publicUrl, clock)
        : OUTBOX,
      sms: sms ? new SmsChannel(sms, callbackUrlOf(sms, publicUrl), clock) : OUTBOX,
      email: smtp ? new EmailChannel(smtp) : OUTBOX,
    };
  }

  of(channel: Channel): MessageChannel {
    return this.adapters[channel];
  }

  /** Those that reach customers; the others end in the outbox. */
  configured(): Channel[] {
    return CHANNELS.filter((channel) => this.adapters[channel] !== OUTBOX);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.adapters).map((adapter) => adapter.close()));
  }
}
