import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { StatsModule } from '../stats/stats.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { BoardSnapshotsService } from './board-snapshots.service.js';
import { BoardsController } from './boards.controller.js';
import { UnfinishedOrdersService } from './unfinished-orders.service.js';

/** The staff board: its snapshot, and what staff do from it. */
@Module({
  imports: [OrdersModule, PickupsModule, StatsModule, StoresModule],
  controllers: [BoardsController],
  providers: [BoardSnapshotsService, UnfinishedOrdersService],
})
export class BoardsModule {}
