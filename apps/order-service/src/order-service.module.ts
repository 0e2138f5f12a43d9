/**
 * The order service: stores, orders, trips, staff, the shops' API and the statistics.
 *
 * The program around it provides `DataSource`, `TripEventStream`, `WakeUps` and `ProgressBus`, the platform's module
 * and the access library's.
 */
import { Module } from '@nestjs/common';
import { AccessModule } from '@curbline/access';
import type { MigrationSet } from '@curbline/database';
import { storeLogMigrations } from '@curbline/store-log';
import { AccountModule } from './account/account.module.js';
import { BoardsModule } from './boards/boards.module.js';
import { LinksModule } from './links/links.module.js';
import { Access1767225660000 } from './migrations/access.js';
import { AccountSafety1767226380000 } from './migrations/account-safety.js';
import { AnswersByStore1767225960000 } from './migrations/answers-by-store.js';
import { ArrivalsAndEnds1767226320000 } from './migrations/arrivals-and-ends.js';
import { DeviceTokens1767226680000 } from './migrations/device-tokens.js';
import { EndedLinks1767225900000 } from './migrations/ended-links.js';
import { KnownAddresses1767225780000 } from './migrations/known-addresses.js';
import { KnownTimeZones1767226560000 } from './migrations/known-time-zones.js';
import { LeadFollows1767225840000 } from './migrations/lead-follows.js';
import { LinksByWindow1767226200000 } from './migrations/links-by-window.js';
import { OrderMarks1767226020000 } from './migrations/order-marks.js';
import { OrdersOfShops1767226440001 } from './migrations/orders-of-shops.js';
import { PremisesAnywhere1767226620000 } from './migrations/premises-anywhere.js';
import { SecondFactors1767226390000 } from './migrations/second-factors.js';
import { StoresOrdersTrips1767225600000 } from './migrations/stores-orders-trips.js';
import { VisitorsWithoutCards1767226440000 } from './migrations/visitors-without-cards.js';
import { Visitors1767225720000 } from './migrations/visitors.js';
import { WordsToCustomers1767226740000 } from './migrations/words-to-customers.js';
import { OrdersModule } from './orders/orders.module.js';
import { ScheduledModule } from './scheduled/scheduled.module.js';
import { ShopsModule } from './shops/shops.module.js';
import { StaffModule } from './staff/staff.module.js';
import { StatsModule } from './stats/stats.module.js';
import { StoresModule } from './stores/stores.module.js';
import { TripsModule } from './trips/trips.module.js';

/** For programs that set up a store without HTTP: the first stores, people, codes and keys. */
export { createShopKey, revokeShopKey } from './shops/shop-keys.repository.js';
export { createEnrolCode } from './staff/devices.repository.js';
export { createStaff, disableStaff, listStaff } from './staff/staff.repository.js';
export { resetAdminSecondFactors } from './account/second-factor-reset.js';
export { replaceAdminPassword } from './account/new-credentials.js';
export { StoresService } from './stores/stores.service.js';

/** The tables that this app writes, the store's log among them. */
export const orderServiceMigrations: MigrationSet = {
  owner: 'order-service',
  tableName: 'order_service_migrations',
  migrations: [
    ...storeLogMigrations,
    StoresOrdersTrips1767225600000,
    Access1767225660000,
    Visitors1767225720000,
    KnownAddresses1767225780000,
    LeadFollows1767225840000,
    EndedLinks1767225900000,
    AnswersByStore1767225960000,
    OrderMarks1767226020000,
    LinksByWindow1767226200000,
    ArrivalsAndEnds1767226320000,
    AccountSafety1767226380000,
    SecondFactors1767226390000,
    VisitorsWithoutCards1767226440000,
    OrdersOfShops1767226440001,
    KnownTimeZones1767226560000,
    PremisesAnywhere1767226620000,
    DeviceTokens1767226680000,
    WordsToCustomers1767226740000,
  ],
};

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
