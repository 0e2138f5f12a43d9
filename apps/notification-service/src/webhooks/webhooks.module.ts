import { Module } from '@nestjs/common';
import { PrepareByRepository } from './prepare-by.repository.js';
import { PrepareByService } from './prepare-by.service.js';
import { ShopNamesRepository } from './shop-names.repository.js';
import { WebhookCallsRepository } from './webhook-calls.repository.js';
import { WebhookDeliveriesRepository } from './webhook-deliveries.repository.js';
import { WebhookDeliveriesService } from './webhook-deliveries.service.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';
import { WebhookNotesRepository } from './webhook-notes.repository.js';
import { WebhookOffService } from './webhook-off.service.js';
import { WebhookPlanningService } from './webhook-planning.service.js';
import { WebhookRetentionService } from './webhook-retention.service.js';
import { WebhookSenderService } from './webhook-sender.service.js';
import { WebhooksController } from './webhooks.controller.js';

/** What other systems are told of what happens at stores. */
@Module({
  controllers: [WebhooksController],
  providers: [
    PrepareByRepository,
    PrepareByService,
    ShopNamesRepository,
    WebhookCallsRepository,
    WebhookDeliveriesRepository,
    WebhookDeliveriesService,
    WebhookEndpointsRepository,
    WebhookEndpointsService,
    WebhookNotesRepository,
    WebhookOffService,
    WebhookPlanningService,
    WebhookRetentionService,
    WebhookSenderService,
  ],
  exports: [WebhookPlanningService],
})
export class WebhooksModule {}
