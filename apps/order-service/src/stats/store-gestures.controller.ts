import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { GesturesQuery, GivenGestures } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { StoreGesturesService } from './store-gestures.service.js';

/** What the store's people gave, for its managers. */
@ApiTags('Statistics')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/gestures')
@UseGuards(ManagerGuard)
export class StoreGesturesController {
  constructor(private readonly gestures: StoreGesturesService) {}

  @Get()
  @ApiOperation({
    operationId: 'getStoreGestures',
    summary:
      'Reads how often customers were given something on some days, and how they rated their pickup then.',
  })
  @ApiOkResponse({ standardSchema: GivenGestures })
  @ApiProblems(400, 401, 403, 404)
  read(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: GesturesQuery }) query: GesturesQuery,
  ): Promise<GivenGestures> {
    return this.gestures.read(storeId, query);
  }
}
