/** Erases subscriptions that have ended, the texts of messages with the contact that they were sent to, and old deliveries. */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, RepeatedWork } from '@curbline/platform';
import { PushSubscriptionsRepository } from '../push/push-subscriptions.repository.js';
import { DeliveryRetentionRepository } from './delivery-retention.repository.js';

/** So late at most is the text of a message erased after the contact, ms. */
const EVERY_MS = 60_000;

@Injectable()
export class DeliveryRetentionService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('messages');
  private readonly work = new RepeatedWork(
    () => this.erase(),
    (error) =>
      this.logger.warn({ err: error, msg: 'Texts of messages could not be erased. It is tried again.' }),
  );

  constructor(
    private readonly deliveries: DeliveryRetentionRepository,
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.work.begin(EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.end();
  }

  async erase(): Promise<void> {
    const now = this.clock.now();
    await this.subscriptions.eraseEnded(now);
    await this.deliveries.eraseWithContacts(now);
  }
}
