import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { GesturesController } from './gestures.controller.js';
import { GesturesRepository } from './gestures.repository.js';
import { GesturesService } from './gestures.service.js';

/** Small kindnesses of a store's people, within its means. */
@Module({
  imports: [ChangesModule, PickupsModule, StoresModule],
  controllers: [GesturesController],
  providers: [GesturesRepository, GesturesService],
  exports: [GesturesRepository],
})
export class GesturesModule {}
