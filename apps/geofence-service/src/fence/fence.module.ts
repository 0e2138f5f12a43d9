import { Module } from '@nestjs/common';
import { LearningModule } from '../learning/learning.module.js';
import { PremisesModule } from '../premises/premises.module.js';
import { FenceHealthController } from './fence-health.controller.js';

/** Compares the premises of a store with where its customers park. */
@Module({ imports: [LearningModule, PremisesModule], controllers: [FenceHealthController] })
export class FenceModule {}
