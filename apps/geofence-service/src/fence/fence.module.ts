import { Module } from '@nestjs/common';
import { LearningModule } from '../learning/learning.module.js';
import { FenceHealthController } from './fence-health.controller.js';
import { OutlinesRepository } from './outlines.repository.js';

/** Compares the premises of a store with where its customers park. */
@Module({ imports: [LearningModule], controllers: [FenceHealthController], providers: [OutlinesRepository] })
export class FenceModule {}
