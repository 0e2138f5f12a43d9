import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { CompartmentsModule } from '../compartments/compartments.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { TripsModule } from '../trips/trips.module.js';
import { LockersService } from './lockers.service.js';
import { OpenedCompartmentsService } from './opened-compartments.service.js';
import { ShopLockersController } from './shop-lockers.controller.js';
import { StaffLockersController } from './staff-lockers.controller.js';
import { TripLockersController } from './trip-lockers.controller.js';

/** The store's lockers: what lies in them, and that a compartment was opened. */
@Module({
  imports: [ChangesModule, CompartmentsModule, OrdersModule, PickupsModule, StoresModule, TripsModule],
  controllers: [ShopLockersController, StaffLockersController, TripLockersController],
  providers: [LockersService, OpenedCompartmentsService],
})
export class LockersModule {}
