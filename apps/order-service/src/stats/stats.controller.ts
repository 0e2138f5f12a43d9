import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BoardOrManagerGuard, ManagerGuard } from '@curbline/access';
import { FiveFigures, TodayStats } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { StatsService } from './stats.service.js';

@ApiTags('Statistics')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId')
export class StatsController {
  constructor(private readonly stats: StatsService) {}

  @Get('figures')
  @UseGuards(BoardOrManagerGuard)
  @ApiOperation({
    operationId: 'getStoreFigures',
    summary: 'Reads the five figures of today, in the store’s time zone.',
  })
  @ApiOkResponse({ standardSchema: FiveFigures })
  @ApiProblems(401, 403, 404)
  figures(@Param('storeId', { schema: StoreId }) storeId: string): Promise<FiveFigures> {
    return this.stats.figures(storeId);
  }

  @Get('stats/today')
  @UseGuards(ManagerGuard)
  @ApiOperation({
    operationId: 'getTodayStatistics',
    summary: 'Reads today’s figures and pickups, with the three parts of each wait.',
  })
  @ApiOkResponse({ standardSchema: TodayStats })
  @ApiProblems(401, 403, 404)
  today(@Param('storeId', { schema: StoreId }) storeId: string): Promise<TodayStats> {
    return this.stats.today(storeId);
  }
}
