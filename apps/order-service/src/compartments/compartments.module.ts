import { Module } from '@nestjs/common';
import { PickupsModule } from '../pickups/pickups.module.js';
import { CompartmentsService } from './compartments.service.js';

/** Into which compartment an order goes, and out of which. */
@Module({
  imports: [PickupsModule],
  providers: [CompartmentsService],
  exports: [CompartmentsService],
})
export class CompartmentsModule {}
