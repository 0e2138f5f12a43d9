import { Injectable, Logger } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { WebhookNotesRepository } from './webhook-notes.repository.js';

/** Turns endpoints off that are gone or have failed for too long, and says so to those who look after them. */
@Injectable()
export class WebhookOffService {
  private readonly logger = new Logger('webhooks');

  constructor(
    private readonly dataSource: DataSource,
    private readonly endpoints: WebhookEndpointsRepository,
    private readonly deliveries: WebhookDeliveriesRepository,
    private readonly notes: WebhookNotesRepository,
    private readonly clock: Clock,
  ) {}

  async turnOff(id: string, reason: 'gone' | 'failing'): Promise<void> {
    const now = this.clock.now();
    const turnedOff = await inTransaction(this.dataSource, async (manager) => {
      const endpoint = await this.endpoints.turnOff(manager, id, reason);
      if (!endpoint) return false;
      await this.deliveries.giveUp(manager, id);
      await this.notes.notifyOff(manager, endpoint, now);
      const changes = [{ field: 'state', before: 'on', after: reason }];
      await this.notes.note(manager, endpoint, 'webhook_turned_off', null, changes, now);
      return true;
    });
    if (turnedOff)
      this.logger.warn({ msg: 'An endpoint of webhooks was turned off.', endpointId: id, reason });
  }
}
