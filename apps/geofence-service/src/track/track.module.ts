import { Module } from '@nestjs/common';
import { AdmissionModule } from '../admission/admission.module.js';
import { EstimatesModule } from '../estimates/estimates.module.js';
import { LearningModule } from '../learning/learning.module.js';
import { PremisesModule } from '../premises/premises.module.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { TrackWatcherService } from './track-watcher.service.js';
import { TracksService } from './tracks.service.js';

/** Decides who has arrived: follows each trip from its first position until its positions are erased. */
@Module({
  imports: [AdmissionModule, EstimatesModule, LearningModule, PremisesModule],
  providers: [ReceiptsRepository, TrackWatcherService, TracksService],
  exports: [TracksService],
})
export class TrackModule {}
