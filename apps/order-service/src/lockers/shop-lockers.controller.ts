import { Body, Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Principal, ShopGuard, type ShopPrincipal } from '@curbline/access';
import { CompartmentOpened, OrderView } from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { OpenedCompartmentsService } from './opened-compartments.service.js';

/** What the lockers of a shop report. */
@ApiTags('Orders')
@ApiBearerAuth('shop')
@Controller('v1/orders/:orderId')
@UseGuards(ShopGuard)
export class ShopLockersController {
  constructor(private readonly opened: OpenedCompartmentsService) {}

  @Post('locker-opened')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'reportLockerOpened',
    summary: 'Reports that the compartment of an order was opened: the customer has the order.',
  })
  @ApiOkResponse({ standardSchema: OrderView })
  @ApiProblems(400, 401, 404, 409, 422)
  report(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: CompartmentOpened }) body: CompartmentOpened,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderView> {
    return this.opened.byShop(shop, orderId, body);
  }
}
