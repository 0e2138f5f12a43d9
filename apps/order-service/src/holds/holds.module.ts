import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { HoldsRepository } from './holds.repository.js';
import { HoldsService } from './holds.service.js';

/** For how long goods are held for their customers. */
@Module({
  imports: [ChangesModule, PickupsModule],
  providers: [HoldsRepository, HoldsService],
  exports: [HoldsService],
})
export class HoldsModule {}
