import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ContactsStorageModule } from '../contacts/contacts-storage.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PersonalDataModule } from '../personal-data/personal-data.module.js';
import { HoldsModule } from '../holds/holds.module.js';
import { ShortagesModule } from '../shortages/shortages.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { TripsModule } from '../trips/trips.module.js';
import { EndedRowsRepository } from './ended-rows.repository.js';
import { ScheduledWorkService } from './scheduled-work.service.js';

/** What runs every minute or every hour. */
@Module({
  imports: [
    ContactsStorageModule,
    ConnectorsModule,
    IdempotencyModule,
    ScheduleModule.forRoot(),
    OrdersModule,
    PersonalDataModule,
    HoldsModule,
    ShortagesModule,
    StoresModule,
    TripsModule,
  ],
  providers: [EndedRowsRepository, ScheduledWorkService],
})
export class ScheduledModule {}
