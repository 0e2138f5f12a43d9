import { Body, Controller, Param, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CustomerGuard, Principal, type CustomerPrincipal } from '@curbline/access';
import { AnswerShortage, CustomerView, LineNumber } from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { ShortagesService } from './shortages.service.js';

/** What a customer answers about missing goods of their own trip. */
@ApiTags('Trip')
@ApiCookieAuth('customer')
@ApiParam({ name: 'tripId', format: 'uuid' })
@Controller('v1/trips/:tripId/shortages')
@UseGuards(CustomerGuard)
export class TripShortagesController {
  constructor(private readonly shortages: ShortagesService) {}

  @Put(':orderId/:line')
  @Idempotent()
  @ApiOperation({
    operationId: 'answerShortage',
    summary: 'Says what is to be done about missing goods; the answer may be changed until its limit.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 401, 404, 409, 410, 422)
  answer(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Param('line', { schema: LineNumber }) line: number,
    @Body({ schema: AnswerShortage }) body: AnswerShortage,
    @Principal() customer: CustomerPrincipal,
  ): Promise<CustomerView> {
    return this.shortages.answer(customer, orderId, line, body);
  }
}
