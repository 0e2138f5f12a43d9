/**
 * The order service: stores, orders, trips, staff, the shops' API and the statistics.
 *
 * The program around it provides `DataSource`, `TripEventStream`, `WakeUps` and `ProgressBus`, the platform's module
 * and the access library's.
 */
import { Module } from '@nestjs/common';
import { AccessModule } from '@curbline/access';
import { AccessEndModule } from './access-end/access-end.module.js';
import { AccountModule } from './account/account.module.js';
import { AlertsModule } from './alerts/alerts.module.js';
import { ChainModule } from './chain/chain.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BoardsModule } from './boards/boards.module.js';
import { ConnectorsModule } from './connectors/connectors.module.js';
import { DevicesModule } from './devices/devices.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { LockersModule } from './lockers/lockers.module.js';
import { LinksModule } from './links/links.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { PersonalDataModule } from './personal-data/personal-data.module.js';
import { PhonesModule } from './phones/phones.module.js';
import { GesturesModule } from './gestures/gestures.module.js';
import { RatingsModule } from './ratings/ratings.module.js';
import { ScheduledModule } from './scheduled/scheduled.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { ShopKeysModule } from './shop-keys/shop-keys.module.js';
import { ShortagesModule } from './shortages/shortages.module.js';
import { StaffModule } from './staff/staff.module.js';
import { StatsModule } from './stats/stats.module.js';
import { StockModule } from './stock/stock.module.js';
import { StoresModule } from './stores/stores.module.js';
import { SubstitutesModule } from './substitutes/substitutes.module.js';
import { TripsModule } from './trips/trips.module.js';

export { orderServiceMigrations } from './migrations/order-service-migrations.js';

/** Programs use these to set up a store without HTTP: the first stores, people, codes and keys. */
export { AccessEndService } from './access-end/access-end.service.js';
export { AccountStorageModule } from './account/account-storage.module.js';
export { adminAdded, AuditService } from './audit/audit.service.js';
export { FirstAdminService } from './account/first-admin.service.js';
export { CredentialsService } from './staff/credentials.service.js';
export { PeopleService } from './staff/people.service.js';
export { SecondFactorResetService } from './account/second-factor-reset.service.js';
export { type ImportFormat, ImportsService } from './imports/imports.service.js';
export { ShopKeysRepository } from './shop-keys/shop-keys.repository.js';
export { setDeviceCookie } from './devices/device-cookie.js';
export { DevicesRepository } from './devices/devices.repository.js';
export { PickupHistoryService } from './pickups/pickup-history.service.js';
export { PersonalDataService } from './personal-data/personal-data.service.js';
export { type CameFrom, ManagerSessionsRepository } from './sessions/manager-sessions.repository.js';
export { StaffRepository } from './staff/staff.repository.js';
export { StaffSessionsRepository } from './sessions/staff-sessions.repository.js';
export { StoresService } from './stores/stores.service.js';

@Module({
  imports: [
    AccessEndModule,
    AccessModule,
    AccountModule,
    AlertsModule,
    ChainModule,
    AuditModule,
    BoardsModule,
    ConnectorsModule,
    DevicesModule,
    ImportsModule,
    LinksModule,
    LockersModule,
    OrdersModule,
    PersonalDataModule,
    PhonesModule,
    RatingsModule,
    GesturesModule,
    ScheduledModule,
    SessionsModule,
    ShopKeysModule,
    ShortagesModule,
    StaffModule,
    StatsModule,
    StockModule,
    StoresModule,
    SubstitutesModule,
    TripsModule,
  ],
})
export class OrderServiceModule {}
