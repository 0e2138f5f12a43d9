import { Module } from '@nestjs/common';
import { CompartmentsModule } from '../compartments/compartments.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { ServiceChangesService } from './service-changes.service.js';

/** Another way of collecting an order, chosen on the way. */
@Module({
  imports: [CompartmentsModule, PickupsModule, StoresModule],
  providers: [ServiceChangesService],
  exports: [ServiceChangesService],
})
export class ServiceChangesModule {}
