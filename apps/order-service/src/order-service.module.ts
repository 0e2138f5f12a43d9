/**
 * The order service: stores, orders, trips, staff, the shops' API and the statistics.
 *
 * The program around it provides `DataSource`, `TripEventStream`, `WakeUps` and `ProgressBus`, the platform's module
 * and the access library's.
 */
import { Module } from '@nestjs/common';
import { AccessModule } from '@curbline/access';
import { AccountModule } from './account/account.module.js';
import { BoardsModule } from './boards/boards.module.js';
import { LinksModule } from './links/links.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { ScheduledModule } from './scheduled/scheduled.module.js';
import { ShopsModule } from './shops/shops.module.js';
import { StaffModule } from './staff/staff.module.js';
import { StatsModule } from './stats/stats.module.js';
import { StoresModule } from './stores/stores.module.js';
import { TripsModule } from './trips/trips.module.js';

export { orderServiceMigrations } from './migrations/order-service-migrations.js';

/** Programs use these to set up a store without HTTP: the first stores, people, codes and keys. */
export { createShopKey, revokeShopKey } from './shops/shop-keys.repository.js';
export { createEnrolCode } from './staff/devices.repository.js';
export { createStaff, disableStaff, listStaff } from './staff/staff.repository.js';
export { resetAdminSecondFactors } from './account/second-factor-reset.js';
export { replaceAdminPassword } from './account/new-credentials.js';
export { StoresService } from './stores/stores.service.js';

@Module({
  imports: [
    AccessModule,
    AccountModule,
    BoardsModule,
    LinksModule,
    OrdersModule,
    ScheduledModule,
    ShopsModule,
    StaffModule,
    StatsModule,
    StoresModule,
    TripsModule,
  ],
})
export class OrderServiceModule {}
