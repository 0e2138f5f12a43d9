import { Module } from '@nestjs/common';
import { GaugesService } from './gauges.service.js';
import { StatsController } from './stats.controller.js';
import { StatsService } from './stats.service.js';
import { StoresModule } from '../stores/stores.module.js';

/** Today's figures and pickups, and the gauges for Prometheus. */
@Module({ imports: [StoresModule], controllers: [StatsController], providers: [GaugesService, StatsService] })
export class StatsModule {}
