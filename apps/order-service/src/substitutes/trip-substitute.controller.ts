import { Body, Controller, Delete, Post, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { CustomerGuard, Principal, type CustomerPrincipal } from '@curbline/access';
import { CustomerView, NameSubstitute, SubstituteLink } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { SubstitutesService } from './substitutes.service.js';

/** Who else may collect the orders of a trip. A substitute has no say in it. */
@ApiTags('Trip')
@ApiCookieAuth('customer')
@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId/substitute')
@UseGuards(CustomerGuard)
export class TripSubstituteController {
  constructor(private readonly substitutes: SubstitutesService) {}

  @Post()
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'addSubstitute',
    summary: 'Lets another person collect, with a link and a code of their own; the customer’s go on.',
  })
  @ApiCreatedResponse({ standardSchema: SubstituteLink })
  @ApiProblems(400, 401, 403, 409, 410, 422)
  name(
    @Body({ schema: NameSubstitute }) body: NameSubstitute,
    @Principal() customer: CustomerPrincipal,
  ): Promise<SubstituteLink> {
    return this.substitutes.name(customer, body);
  }

  @Delete()
  @Idempotent()
  @ApiOperation({
    operationId: 'revokeSubstitute',
    summary: 'Ends the substitute’s link, page and code at once.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 403, 409, 410, 422)
  revoke(@Principal() customer: CustomerPrincipal): Promise<CustomerView> {
    return this.substitutes.revoke(customer);
  }
}
