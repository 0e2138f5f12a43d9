import { Module } from '@nestjs/common';
import { AdmissionModule } from '../admission/admission.module.js';
import { TrackModule } from '../track/track.module.js';
import { FixesRoute } from './fixes.route.js';
import { PositionReportsService } from './position-reports.service.js';

/** Takes in what phones report. */
@Module({ imports: [AdmissionModule, TrackModule], providers: [FixesRoute, PositionReportsService] })
export class IngestModule {}
