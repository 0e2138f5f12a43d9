import { Body, Controller, Param, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CustomerGuard, ForSubstitutes, Principal, type CustomerPrincipal } from '@curbline/access';
import { CompartmentOpened, CustomerView } from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { OpenedCompartmentsService } from './opened-compartments.service.js';

/** What a customer says of the compartment in which their order lay. */
@ApiTags('Trip')
@ApiCookieAuth('customer')
@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId/locker')
@UseGuards(CustomerGuard)
export class TripLockersController {
  constructor(private readonly opened: OpenedCompartmentsService) {}

  @Put(':orderId/opened')
  @ForSubstitutes()
  @Idempotent()
  @ApiOperation({
    operationId: 'confirmCompartmentOpened',
    summary: 'Says that the compartment was opened and the order taken.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 404, 409, 410, 422)
  say(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: CompartmentOpened }) body: CompartmentOpened,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.opened.byCustomer(customer, orderId, body);
  }
}
