import { Module } from '@nestjs/common';
import { LearningModule } from '../learning/learning.module.js';
import { PremisesService } from './premises.service.js';

/** The stores as the arrival decision needs them. */
@Module({ imports: [LearningModule], providers: [PremisesService], exports: [PremisesService] })
export class PremisesModule {}
