import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { StatsModule } from '../stats/stats.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { StoresTableController } from './stores-table.controller.js';
import { StoresTableRepository } from './stores-table.repository.js';
import { StoresTableService } from './stores-table.service.js';

/** The stores of a chain beside each other, with their figures and their alerts. */
@Module({
  imports: [AlertsModule, StatsModule, StoresModule],
  controllers: [StoresTableController],
  providers: [StoresTableRepository, StoresTableService],
})
export class ChainModule {}
