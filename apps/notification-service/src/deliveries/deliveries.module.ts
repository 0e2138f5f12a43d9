import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveryRetentionService } from './delivery-retention.service.js';
import { DeliveryNeedsService } from './delivery-needs.service.js';
import { DeliverySenderService } from './delivery-sender.service.js';
import { PagePresenceRepository } from './page-presence.repository.js';
import { SuppressionsRepository } from './suppressions.repository.js';
import { WaitingStoresRepository } from './waiting-stores.repository.js';

/** Messages to customers as they are to be sent, with what became of each. */
@Module({
  imports: [ChannelsModule],
  providers: [
    DeliveriesRepository,
    DeliveryNeedsService,
    DeliveryRetentionService,
    DeliverySenderService,
    PagePresenceRepository,
    SuppressionsRepository,
    WaitingStoresRepository,
  ],
  exports: [DeliveriesRepository, DeliverySenderService, SuppressionsRepository, WaitingStoresRepository],
})
export class DeliveriesModule {}
