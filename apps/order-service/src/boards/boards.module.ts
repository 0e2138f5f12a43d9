import { Module } from '@nestjs/common';
import { PickupsModule } from '../pickups/pickups.module.js';
import { StatsModule } from '../stats/stats.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { BoardSnapshotsService } from './board-snapshots.service.js';
import { BoardsController } from './boards.controller.js';
import { DarknessService } from './darkness.service.js';
import { UnfinishedOrdersService } from './unfinished-orders.service.js';

/** What the boards of a store show when they open. */
@Module({
  imports: [PickupsModule, StatsModule, StoresModule],
  controllers: [BoardsController],
  providers: [BoardSnapshotsService, DarknessService, UnfinishedOrdersService],
})
export class BoardsModule {}
