import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  BoardGuard,
  BoardOrManagerGuard,
  type BoardPrincipal,
  type ManagerPrincipal,
  Principal,
} from '@curbline/access';
import { BoardSnapshot, UnfinishedOrders } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { BoardSnapshotsService } from './board-snapshots.service.js';
import { UnfinishedOrdersService } from './unfinished-orders.service.js';

/** What a store's board shows when it opens: its cards, and the orders that nobody closed. */
@ApiTags('Board')
@ApiCookieAuth('staff')
@Controller('v1/stores/:storeId')
export class BoardsController {
  constructor(
    private readonly snapshots: BoardSnapshotsService,
    private readonly unfinished: UnfinishedOrdersService,
  ) {}

  @Get('board')
  @UseGuards(BoardGuard)
  @ApiOperation({
    operationId: 'getBoard',
    summary: 'Reads the board’s cards, as far as the screen may see them, and their position in the log.',
  })
  @ApiOkResponse({ standardSchema: BoardSnapshot })
  @ApiProblems(401, 403, 404)
  board(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Principal() viewer: BoardPrincipal,
  ): Promise<BoardSnapshot> {
    return this.snapshots.take(storeId, viewer.kind);
  }

  @Get('orders/unfinished')
  @UseGuards(BoardOrManagerGuard)
  @ApiOperation({
    operationId: 'listUnfinishedOrders',
    summary: 'Lists arrivals that nobody closed, and orders not collected in the last two weeks.',
  })
  @ApiOkResponse({ standardSchema: UnfinishedOrders })
  @ApiProblems(401, 403, 404)
  listUnfinished(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Principal() viewer: BoardPrincipal | ManagerPrincipal,
  ): Promise<UnfinishedOrders> {
    return this.unfinished.read(storeId, viewer.kind === 'manager' ? 'staff' : viewer.kind);
  }
}
