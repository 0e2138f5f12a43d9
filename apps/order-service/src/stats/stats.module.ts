import { Module } from '@nestjs/common';
import { PickupsModule } from '../pickups/pickups.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { FiguresRepository } from './figures.repository.js';
import { GaugesService } from './gauges.service.js';
import { StatsController } from './stats.controller.js';
import { StatsService } from './stats.service.js';

/** Today's figures and pickups, and the gauges for Prometheus. */
@Module({
  imports: [PickupsModule, StoresModule],
  controllers: [StatsController],
  providers: [FiguresRepository, GaugesService, StatsService],
  exports: [FiguresRepository],
})
export class StatsModule {}
