import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { StockModule } from '../stock/stock.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { TripsModule } from '../trips/trips.module.js';
import { ShortagesRepository } from './shortages.repository.js';
import { ShortagesService } from './shortages.service.js';
import { StaffShortagesController } from './staff-shortages.controller.js';
import { TripShortagesController } from './trip-shortages.controller.js';

/** Missing goods, settled with the customer. */
@Module({
  imports: [ChangesModule, OrdersModule, PickupsModule, StockModule, StoresModule, TripsModule],
  controllers: [StaffShortagesController, TripShortagesController],
  providers: [ShortagesRepository, ShortagesService],
  exports: [ShortagesService],
})
export class ShortagesModule {}
