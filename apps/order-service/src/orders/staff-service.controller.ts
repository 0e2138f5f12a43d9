import { Body, Controller, Param, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Principal, StaffGuard, type StaffPrincipal } from '@curbline/access';
import { CardAnswer, ChangeService } from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StaffOrdersService } from './staff-orders.service.js';

/** How an order is collected, as staff change it for a customer who asks. The guard refuses the orders of other stores. */
@ApiTags('Board')
@ApiCookieAuth('staff')
@Controller('v1/stores/:storeId/orders/:orderId/service')
@UseGuards(StaffGuard)
export class StaffServiceController {
  constructor(private readonly orders: StaffOrdersService) {}

  @Put()
  @Idempotent()
  @ApiOperation({
    operationId: 'changeStoreOrderService',
    summary:
      'Changes how the order is collected, also on the way; the arrival, the wait and the place in line stay.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  change(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: ChangeService }) body: ChangeService,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.changeService(staff, orderId, body);
  }
}
