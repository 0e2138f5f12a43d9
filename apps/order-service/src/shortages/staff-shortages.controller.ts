import { Body, Controller, HttpCode, Param, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Principal, StaffGuard, type StaffPrincipal } from '@curbline/access';
import { CardAnswer, LineNumber, MarkShort, StaffTap } from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { ShortagesService } from './shortages.service.js';

/** What staff do about missing goods. The guard refuses the orders of other stores. */
@ApiTags('Board')
@ApiCookieAuth('staff')
@Controller('v1/stores/:storeId/orders/:orderId/shortages')
@UseGuards(StaffGuard)
export class StaffShortagesController {
  constructor(private readonly shortages: ShortagesService) {}

  @Put(':line')
  @Idempotent()
  @ApiOperation({
    operationId: 'markLineShort',
    summary: 'Marks goods of a line as missing, with a substitute if there is one; the customer is asked.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  mark(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Param('line', { schema: LineNumber }) line: number,
    @Body({ schema: MarkShort }) body: MarkShort,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.shortages.mark(staff, orderId, line, body);
  }

  @Post(':line/found')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'withdrawShortage',
    summary: 'Takes the question back: the goods were found after all.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  found(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Param('line', { schema: LineNumber }) line: number,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.shortages.withdraw(staff, orderId, line);
  }
}
