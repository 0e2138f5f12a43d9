import { Module } from '@nestjs/common';
import { LearningModule } from '../learning/learning.module.js';
import { NearestStoreRepository } from './nearest-store.repository.js';
import { PremisesRepository } from './premises.repository.js';
import { PremisesService } from './premises.service.js';

/** The stores as the arrival decision needs them. */
@Module({
  imports: [LearningModule],
  providers: [NearestStoreRepository, PremisesRepository, PremisesService],
  exports: [PremisesRepository, PremisesService],
})
export class PremisesModule {}
