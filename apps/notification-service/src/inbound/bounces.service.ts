import { Injectable, Logger } from '@nestjs/common';
import { Clock, ContactHash, SecretBox } from '@curbline/platform';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import { openMessage } from '../deliveries/delivery.entity.js';
import { SuppressionsRepository } from '../suppressions/suppressions.repository.js';
import { type Bounce, isForGood } from './bounce.js';

const PROVIDER = 'smtp';

/** Takes reports of mail servers: the message has failed, its next channel has a try, and the address is left alone. */
@Injectable()
export class BouncesService {
  private readonly logger = new Logger('messages');

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly suppressions: SuppressionsRepository,
    private readonly box: SecretBox,
    private readonly hash: ContactHash,
    private readonly clock: Clock,
  ) {}

  /** A report about no message of ours changes nothing. */
  async take(bounce: Bounce): Promise<void> {
    const { messageId, outcome, status } = bounce;
    const now = this.clock.now();
    const delivery = await this.deliveries.ofProvider(PROVIDER, messageId);
    if (!delivery) return;
    const reason = outcome === 'failed' ? `bounced:${status}` : null;
    await this.deliveries.report(PROVIDER, messageId, outcome, reason, now);
    this.logger.log({ msg: 'A mail server reported on a message.', outcome, status });
    // The text of an old message is erased, with its address.
    const message = isForGood(bounce) ? openMessage(this.box, delivery) : undefined;
    if (message) await this.suppressions.addBounced(this.hash.of(message.to), 'email', now);
  }
}
