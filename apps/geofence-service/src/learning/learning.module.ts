import { Module } from '@nestjs/common';
import { ApproachModelsService } from './approach-models.service.js';
import { ParkingHeatMapsService } from './parking-heat-maps.service.js';

/** What finished trips leave to their store: how long its approaches take, and where its customers park. */
@Module({
  providers: [ApproachModelsService, ParkingHeatMapsService],
  exports: [ApproachModelsService, ParkingHeatMapsService],
})
export class LearningModule {}
