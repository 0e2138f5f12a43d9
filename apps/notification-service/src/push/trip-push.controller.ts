import { Body, Controller, Delete, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CustomerGuard, type CustomerPrincipal, Principal } from '@curbline/access';
import { PushState, TripSubscription } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { PushAccessService } from './push-access.service.js';

/** A customer who is under way asks to be told by push. */
@ApiTags('Trip')
@ApiCookieAuth('customer')
@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId/push-subscription')
@UseGuards(CustomerGuard)
export class TripPushController {
  constructor(private readonly push: PushAccessService) {}

  @Put()
  @ApiOperation({
    operationId: 'subscribeTripToPush',
    summary: 'Sends the messages about the trip to this browser by push.',
    description:
      'From when the trip has begun until it is over. One subscription a trip: the last one counts. It is erased a ' +
      'day after the trip, and with the link.',
  })
  @ApiOkResponse({ standardSchema: PushState })
  @ApiProblems(400, 401, 409, 410)
  subscribe(
    @Body({ schema: TripSubscription }) { subscription }: TripSubscription,
    @Principal() customer: CustomerPrincipal,
  ): Promise<PushState> {
    return this.push.subscribeTrip(customer, subscription);
  }

  @Delete()
  @ApiOperation({
    operationId: 'unsubscribeTripFromPush',
    summary: 'Sends nothing more about the trip by push.',
  })
  @ApiOkResponse({ standardSchema: PushState })
  @ApiProblems(401, 410)
  unsubscribe(@Principal() { storeId, tripId }: CustomerPrincipal): Promise<PushState> {
    return this.push.unsubscribe({ storeId, tripId });
  }
}
