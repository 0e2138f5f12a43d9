import { Module } from '@nestjs/common';
import { ApproachModelsRepository } from './approach-models.repository.js';
import { ApproachModelsService } from './approach-models.service.js';
import { ParkingHeatMapsRepository } from './parking-heat-maps.repository.js';
import { ParkingHeatMapsService } from './parking-heat-maps.service.js';

/** What finished trips leave to their store: how long its approaches take, and where its customers park. */
@Module({
  providers: [
    ApproachModelsRepository,
    ApproachModelsService,
    ParkingHeatMapsRepository,
    ParkingHeatMapsService,
  ],
  exports: [ApproachModelsService, ParkingHeatMapsService],
})
export class LearningModule {}
