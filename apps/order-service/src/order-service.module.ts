/**
 * The order service: stores, orders, trips, staff, the shops' API and the statistics.
 *
 * Whoever composes a program gives `DataSource`, `TripEventStream`, `WakeUps` and `ProgressBus`; the
 * platform's and the access library's modules are around it.
 */
import { Module } from '@nestjs/common';
import { AccessModule } from '@curbline/access';
import type { MigrationSet } from '@curbline/database';
import { storeLogMigrations } from '@curbline/store-log';
import { BoardSnapshots } from './boards/board-snapshots.js';
import { UnfinishedOrders } from './boards/unfinished-orders.js';
import { BoardsController } from './boards/boards.controller.js';
import { Changes } from './changes.js';
import { LinksController } from './links/links.controller.js';
import { CustomerLinks } from './links/customer-links.js';
import { ManagerLinksController, ShopLinksController } from './links/order-links.controller.js';
import { LinkOpening } from './links/open-link.js';
import { Access1767225660000 } from './migrations/access.js';
import { AccountSafety1767226380000 } from './migrations/account-safety.js';
import { ArrivalsAndEnds1767226320000 } from './migrations/arrivals-and-ends.js';
import { AnswersByStore1767225960000 } from './migrations/answers-by-store.js';
import { DeviceTokens1767226680000 } from './migrations/device-tokens.js';
import { EndedLinks1767225900000 } from './migrations/ended-links.js';
import { KnownAddresses1767225780000 } from './migrations/known-addresses.js';
import { KnownTimeZones1767226560000 } from './migrations/known-time-zones.js';
import { LeadFollows1767225840000 } from './migrations/lead-follows.js';
import { OrderMarks1767226020000 } from './migrations/order-marks.js';
import { LinksByWindow1767226200000 } from './migrations/links-by-window.js';
import { OrdersOfShops1767226440001 } from './migrations/orders-of-shops.js';
import { PremisesAnywhere1767226620000 } from './migrations/premises-anywhere.js';
import { StoresOrdersTrips1767225600000 } from './migrations/stores-orders-trips.js';
import { Visitors1767225720000 } from './migrations/visitors.js';
import { VisitorsWithoutCards1767226440000 } from './migrations/visitors-without-cards.js';
import { WordsToCustomers1767226740000 } from './migrations/words-to-customers.js';
import { OrderFinder } from './orders/order-finder.js';
import { OrderPlacement } from './orders/place-order.js';
import { ShopOrders } from './orders/shop-orders.js';
import { ShopOrdersController } from './orders/shop-orders.controller.js';
import { StaffOrders } from './orders/staff-orders.js';
import { SecondFactors1767226390000 } from './migrations/second-factors.js';
import { Shops } from './shops/shops.js';
import { ShopsController } from './shops/shops.controller.js';
import { StaffModule } from './staff/staff.module.js';
import { Gauges } from './stats/gauges.js';
import { StatsController } from './stats/stats.controller.js';
import { TodaysStats } from './stats/today.js';
import { BaySignsController } from './stores/bay-signs.controller.js';
import { BaySigns } from './stores/bay-signs.js';
import { Bays } from './stores/bays.js';
import { Leads } from './stores/leads.js';
import { Stores } from './stores/stores.js';
import { StoresController } from './stores/stores.controller.js';
import { CustomerTrips } from './trips/customer-trips.js';
import { CustomerViews } from './trips/customer-views.js';
import { HeldTripsController } from './trips/held-trips.controller.js';
import { LeftOpenArrivals } from './trips/left-open-arrivals.js';
import { TapGrading } from './trips/grade-tap.js';
import { TripEvents } from './trips/trip-events.js';
import { TripExpiry } from './trips/trip-expiry.js';
import { TripSummaries } from './trips/trip-summaries.js';
import { TripsController } from './trips/trips.controller.js';
import { Upkeep } from './upkeep.js';

/** For programs that set up a store without HTTP: the first stores, people, codes and keys. */
export { OrderPlacement } from './orders/place-order.js';
export { createShopKey, revokeShopKey } from './shops/shop-keys.js';
export { createEnrolCode } from './staff/devices.js';
export { createStaff, disableStaff, listStaff } from './staff/people.js';
export { resetAdminSecondFactors } from './account/reset-second-factors.js';
export { replaceAdminPassword } from './staff/new-secrets.js';
export { Stores } from './stores/stores.js';

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
  imports: [AccessModule, StaffModule],
  controllers: [
    BaySignsController,
    StoresController,
    ShopOrdersController,
    LinksController,
    ManagerLinksController,
    ShopLinksController,
    ShopsController,
    TripsController,
    HeldTripsController,
    BoardsController,
    StatsController,
  ],
  providers: [
    BaySigns,
    Bays,
    BoardSnapshots,
    UnfinishedOrders,
    Changes,
    CustomerLinks,
    CustomerTrips,
    CustomerViews,
    Gauges,
    Leads,
    LeftOpenArrivals,
    LinkOpening,
    OrderFinder,
    OrderPlacement,
    ShopOrders,
    Shops,
    StaffOrders,
    Stores,
    TapGrading,
    TodaysStats,
    TripEvents,
    TripExpiry,
    TripSummaries,
    Upkeep,
  ],
  exports: [Changes, CustomerViews, OrderPlacement, Stores],
})
export class OrderServiceModule {}
