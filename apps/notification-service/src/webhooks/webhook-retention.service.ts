/** Forgets old deliveries, answers and what was said of orders. */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, RepeatedWork } from '@curbline/platform';
import { PrepareByRepository } from './prepare-by.repository.js';
import { CALLS_KEPT_MS, WebhookCallsRepository } from './webhook-calls.repository.js';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository.js';

const EVERY_MS = 600_000;
const DAY_MS = 24 * 3_600_000;
/** For how long deliveries can be seen and replayed, ms. */
export const DELIVERIES_KEPT_MS = 30 * DAY_MS;

@Injectable()
export class WebhookRetentionService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('webhooks');
  private readonly work = new RepeatedWork(
    () => this.forget(),
    (error) => this.logger.warn({ err: error, msg: 'Old webhooks could not be removed. It is tried again.' }),
  );

  constructor(
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly calls: WebhookCallsRepository,
    private readonly prepareBy: PrepareByRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.work.begin(EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.end();
  }

  async forget(): Promise<void> {
    const now = this.clock.now();
    await this.deliveries.removeOlder(now - DELIVERIES_KEPT_MS);
    await this.calls.removeOlder(now - CALLS_KEPT_MS);
    await this.prepareBy.removeOlder(now - 2 * DAY_MS);
  }
}
