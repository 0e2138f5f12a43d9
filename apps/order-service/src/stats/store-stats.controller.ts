/** The figures of any days: of one store, and of all stores that the caller reaches. */
import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ManagerPrincipal, Principal, FiguresGuard, type ShopPrincipal } from '@curbline/access';
import { ChainStats, StatsQuery, StoreStats } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { StoreStatsService } from './store-stats.service.js';

@ApiTags('Statistics')
@ApiCookieAuth('manager')
@ApiBearerAuth('shop')
@Controller('v1')
export class StoreStatsController {
  constructor(private readonly stats: StoreStatsService) {}

  @Get('stores/:storeId/stats')
  @UseGuards(FiguresGuard)
  @ApiOperation({
    operationId: 'getStoreStatistics',
    summary:
      'Reads the figures of a range of days, with the range before and by day, hour, service and evidence.',
  })
  @ApiOkResponse({ standardSchema: StoreStats })
  @ApiProblems(400, 401, 403, 404)
  store(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: StatsQuery }) query: StatsQuery,
  ): Promise<StoreStats> {
    return this.stats.ofStore(storeId, query);
  }

  @Get('stats')
  @UseGuards(FiguresGuard)
  @ApiOperation({
    operationId: 'getChainStatistics',
    summary: 'Reads the figures of a range of days of all stores that the caller reaches.',
  })
  @ApiOkResponse({ standardSchema: ChainStats })
  @ApiProblems(400, 401, 403)
  chain(
    @Query({ schema: StatsQuery }) query: StatsQuery,
    @Principal() caller: ManagerPrincipal | ShopPrincipal,
  ): Promise<ChainStats> {
    return this.stats.ofChain(query, caller.storeIds);
  }
}
