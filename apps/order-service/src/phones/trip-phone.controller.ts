import { Body, Controller, Delete, Get, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CustomerGuard, type CustomerPrincipal, Principal } from '@curbline/access';
import { LinkPhone, TripPhone } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { TripPhoneService } from './trip-phone.service.js';

/** The apps of the customer's own phones that report positions for a trip. */
@ApiTags('Trip')
@ApiCookieAuth('customer')
@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId/phone')
@UseGuards(CustomerGuard)
export class TripPhoneController {
  constructor(private readonly phones: TripPhoneService) {}

  @Get()
  @ApiOperation({
    operationId: 'getTripPhone',
    summary: 'Reads whether the app of a phone reports positions for the trip.',
  })
  @ApiOkResponse({ standardSchema: TripPhone })
  @ApiProblems(401, 410)
  read(@Principal() customer: CustomerPrincipal): Promise<TripPhone> {
    return this.phones.read(customer);
  }

  @Put()
  @Idempotent()
  @ApiOperation({
    operationId: 'connectTripPhone',
    summary: 'Connects the app of a phone with the trip.',
    description:
      'The page makes the token, and the address for the app of it; the server stores its hash. Positions count ' +
      'while the trip is under way and its customer shares the position. The same token serves later trips.',
  })
  @ApiOkResponse({ standardSchema: TripPhone })
  @ApiProblems(400, 401, 409, 410, 422)
  link(
    @Body({ schema: LinkPhone }) { token }: LinkPhone,
    @Principal() customer: CustomerPrincipal,
  ): Promise<TripPhone> {
    return this.phones.link(customer, token);
  }

  @Delete()
  @Idempotent()
  @ApiOperation({
    operationId: 'disconnectTripPhones',
    summary: 'Disconnects the phones of the trip for good, from all their trips.',
  })
  @ApiOkResponse({ standardSchema: TripPhone })
  @ApiProblems(400, 401, 409, 410, 422)
  disconnect(@Principal() customer: CustomerPrincipal): Promise<TripPhone> {
    return this.phones.disconnect(customer);
  }
}
