import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { BoardSnapshotsService } from './board-snapshots.service.js';
import { BoardsController } from './boards.controller.js';
import { UnfinishedOrdersService } from './unfinished-orders.service.js';
import { StoresModule } from '../stores/stores.module.js';

/** The staff board: its snapshot, and what staff do from it. */
@Module({
  imports: [OrdersModule, StoresModule],
  controllers: [BoardsController],
  providers: [BoardSnapshotsService, UnfinishedOrdersService],
})
export class BoardsModule {}
