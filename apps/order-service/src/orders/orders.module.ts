import { Module } from '@nestjs/common';
import { AuditStorageModule } from '../audit/audit-storage.module.js';
import { ContactsStorageModule } from '../contacts/contacts-storage.module.js';
import { ChangesModule } from '../changes/changes.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { ServiceChangesModule } from '../service-changes/service-changes.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { CompartmentsModule } from '../compartments/compartments.module.js';
import { ExternalOrdersRepository } from './external-orders.repository.js';
import { HandOverAttemptsRepository } from './hand-over-attempts.repository.js';
import { ManagerContactsController, ShopContactsController } from './order-contacts.controller.js';
import { OrderContactsService } from './order-contacts.service.js';
import { OrderFinderService } from './order-finder.service.js';
import { OrderLinesRepository } from './order-lines.repository.js';
import { OrderPlacementService } from './order-placement.service.js';
import { OrderWindowsService } from './order-windows.service.js';
import { ReferencesRepository } from './references.repository.js';
import { ShopOrdersController } from './shop-orders.controller.js';
import { ShopOrdersService } from './shop-orders.service.js';
import { StaffOrdersController } from './staff-orders.controller.js';
import { StaffOrdersService } from './staff-orders.service.js';
import { StaffServiceController } from './staff-service.controller.js';
import { TestOrdersController } from './test-orders.controller.js';

/** What shops and staff do with orders. */
@Module({
  imports: [
    AuditStorageModule,
    ChangesModule,
    CompartmentsModule,
    ContactsStorageModule,
    PickupsModule,
    ServiceChangesModule,
    StoresModule,
  ],
  controllers: [
    ManagerContactsController,
    ShopContactsController,
    ShopOrdersController,
    StaffOrdersController,
    StaffServiceController,
    TestOrdersController,
  ],
  providers: [
    ExternalOrdersRepository,
    HandOverAttemptsRepository,
    OrderContactsService,
    OrderFinderService,
    OrderLinesRepository,
    OrderPlacementService,
    OrderWindowsService,
    ReferencesRepository,
    ShopOrdersService,
    StaffOrdersService,
  ],
  exports: [
    ExternalOrdersRepository,
    OrderFinderService,
    OrderLinesRepository,
    OrderPlacementService,
    OrderWindowsService,
    ShopOrdersService,
    StaffOrdersService,
  ],
})
export class OrdersModule {}
