import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HeldTrips } from '@curbline/access';
import { TripsHeld } from '@curbline/contracts/http';
import { headerOf, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { TripSummariesService } from './trip-summaries.service.js';

/** The customer's orders on this phone: what the page shows that was opened without a link. */
@ApiTags('Trip')
@Controller('v1/trips')
export class HeldTripsController {
  constructor(
    private readonly held: HeldTrips,
    private readonly summaries: TripSummariesService,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    operationId: 'listTrips',
    summary: 'Lists the trips for which this browser holds a cookie.',
  })
  @ApiOkResponse({ standardSchema: TripsHeld })
  async list(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<TripsHeld> {
    const held = await this.held.cleanUp(headerOf(request, 'cookie'), reply);
    return this.summaries.of(held);
  }
}
