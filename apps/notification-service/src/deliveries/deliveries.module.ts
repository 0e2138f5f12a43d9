import { Module } from '@nestjs/common';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { ChannelsModule } from '../channels/channels.module.js';
import { PushStorageModule } from '../push/push-storage.module.js';
import { ClaimedOrdersRepository } from './claimed-orders.repository.js';
import { ContactsRepository } from './contacts.repository.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveryRetentionRepository } from './delivery-retention.repository.js';
import { DeliveryRetentionService } from './delivery-retention.service.js';
import { DeliveryAddressesService } from './delivery-addresses.service.js';
import { DeliveryNeedsService } from './delivery-needs.service.js';
import { DeliverySenderService } from './delivery-sender.service.js';
import { PagePresenceRepository } from './page-presence.repository.js';
import { WaitingStoresRepository } from './waiting-stores.repository.js';

/** Messages to customers as they are to be sent, with what became of each. */
@Module({
  imports: [ChannelsModule, PushStorageModule, SuppressionsModule],
  providers: [
    ClaimedOrdersRepository,
    ContactsRepository,
    DeliveriesRepository,
    DeliveryAddressesService,
    DeliveryNeedsService,
    DeliveryRetentionRepository,
    DeliveryRetentionService,
    DeliverySenderService,
    PagePresenceRepository,
    WaitingStoresRepository,
  ],
  exports: [
    ContactsRepository,
    DeliveriesRepository,
    DeliverySenderService,
    SuppressionsModule,
    WaitingStoresRepository,
  ],
})
export class DeliveriesModule {}
