import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ChangesModule } from '../changes/changes.module.js';
import { ContactsStorageModule } from '../contacts/contacts-storage.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { ShopConnectionsController } from './connections.controller.js';
import { ConnectionViews } from './connection-views.js';
import { ConnectionsRepository } from './connections.repository.js';
import { ConnectionsService } from './connections.service.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxService } from './inbox.service.js';
import { OrderEditsService } from './order-edits.service.js';
import { ShopAccessService } from './shop-access.service.js';
import { ShopHttp } from './shop-http.js';
import { ShopLocationsRepository } from './shop-locations.repository.js';
import { ShopOrderApplierService } from './shop-order-applier.service.js';
import { ShopOrdersRepository } from './shop-orders.repository.js';
import { ShopReadingService } from './shop-reading.service.js';
import { ShopWebhookRoute } from './shop-webhook.route.js';
import { WebhookAddresses } from './webhook-addresses.js';
import { WriteBackRepository } from './write-back.repository.js';
import { WriteBackService } from './write-back.service.js';

/** Shops' systems as they are: what they send and what is read from them becomes orders, and they are told of them. */
@Module({
  imports: [
    AuditModule,
    ChangesModule,
    ContactsStorageModule,
    IdempotencyModule,
    OrdersModule,
    PickupsModule,
    StoresModule,
  ],
  controllers: [ShopConnectionsController],
  providers: [
    ConnectionsRepository,
    ConnectionsService,
    ConnectionViews,
    InboxRepository,
    InboxService,
    OrderEditsService,
    ShopAccessService,
    ShopHttp,
    ShopLocationsRepository,
    ShopOrderApplierService,
    ShopOrdersRepository,
    ShopReadingService,
    ShopWebhookRoute,
    WebhookAddresses,
    WriteBackRepository,
    WriteBackService,
  ],
  exports: [InboxRepository, ShopOrdersRepository],
})
export class ConnectorsModule {}
