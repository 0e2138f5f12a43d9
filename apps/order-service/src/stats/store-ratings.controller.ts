import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard } from '@curbline/access';
import { RatingsQuery, StoreRatings } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { StoreRatingsService } from './store-ratings.service.js';

/** What customers said, for the managers of the store. */
@ApiTags('Statistics')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/ratings')
@UseGuards(ManagerGuard)
export class StoreRatingsController {
  constructor(private readonly ratings: StoreRatingsService) {}

  @Get()
  @ApiOperation({
    operationId: 'getStoreRatings',
    summary: 'Reads how customers rated their pickups on some days, and what they wrote.',
  })
  @ApiOkResponse({ standardSchema: StoreRatings })
  @ApiProblems(400, 401, 403, 404)
  read(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: RatingsQuery }) query: RatingsQuery,
  ): Promise<StoreRatings> {
    return this.ratings.read(storeId, query);
  }
}
