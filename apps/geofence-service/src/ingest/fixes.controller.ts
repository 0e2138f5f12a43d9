/** `POST /v1/trips/{tripId}/fixes`: positions come in here and nowhere else. Its short way is beside it. */
import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Principal, type CustomerPrincipal } from '@curbline/access';
import { FixesAnswer, ReportFixes } from '@curbline/contracts/http';
import { Budget } from '@curbline/platform';
import { ReportPositions } from './report-positions.js';
import { ReportingGuard } from './reporting.guard.js';

@ApiTags('customer')
@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId/fixes')
@UseGuards(ReportingGuard)
export class FixesController {
  constructor(private readonly positions: ReportPositions) {}

  @Post()
  @HttpCode(200)
  @Budget('fixes')
  @ApiOperation({
    summary: 'Report positions of the phone',
    description:
      'One or many positions of this trip, whose cookie the phone holds; the answer says when the next is wanted. ' +
      'Refused with `sharing-off` unless the customer shares the position now.',
  })
  @ApiOkResponse({ standardSchema: FixesAnswer })
  report(
    @Body({ schema: ReportFixes }) body: ReportFixes,
    @Principal() trip: CustomerPrincipal,
  ): Promise<FixesAnswer> {
    return this.positions.report(body, trip);
  }
}
