/** The pickups behind a store's figures, for its managers. */
import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { PickupsCsvQuery, PickupsPage, PickupsQuery, PickupTimeline } from '@curbline/contracts/http';
import { OrderId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { PastPickupsService } from './past-pickups.service.js';

@ApiTags('Statistics')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId')
@UseGuards(ManagerGuard)
export class PastPickupsController {
  constructor(private readonly pickups: PastPickupsService) {}

  @Get('pickups')
  @ApiOperation({ operationId: 'listPickups', summary: 'Lists the pickups behind a figure, page by page.' })
  @ApiOkResponse({ standardSchema: PickupsPage })
  @ApiProblems(400, 401, 403, 404)
  list(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: PickupsQuery }) query: PickupsQuery,
  ): Promise<PickupsPage> {
    return this.pickups.page(storeId, query);
  }

  @Get('pickups.csv')
  @ApiOperation({
    operationId: 'exportPickups',
    summary: 'Streams the same list as CSV, as a spreadsheet of the language opens it.',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblems(400, 401, 403, 404)
  async csv(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: PickupsCsvQuery }) query: PickupsCsvQuery,
  ): Promise<StreamableFile> {
    const { fileName, parts } = await this.pickups.csv(storeId, query);
    return new StreamableFile(Readable.from(parts, { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${fileName}"`,
    });
  }

  @Get('pickups/:orderId')
  @ApiOperation({
    operationId: 'getPickup',
    summary: 'Reads one pickup and what the log has of it, oldest first.',
  })
  @ApiOkResponse({ standardSchema: PickupTimeline })
  @ApiProblems(400, 401, 403, 404)
  timeline(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<PickupTimeline> {
    return this.pickups.timeline(storeId, orderId);
  }
}
