import { Controller, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { PlacedOrder, PlaceOrder } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { OrderPlacementService } from './order-placement.service.js';

/** What stands on the card instead of a customer's name. */
const NAME = 'Test';

/** A manager tries the store out before a shop sends orders. */
@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/test-orders')
@UseGuards(ManagerGuard)
export class TestOrdersController {
  constructor(private readonly placement: OrderPlacementService) {}

  @Post()
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'placeTestOrder',
    summary:
      'Places an order for “Test”, ready to be collected: an ordinary one, which counts in the figures.',
  })
  @ApiCreatedResponse({ standardSchema: PlacedOrder })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  place(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Principal() { staffId, name }: ManagerPrincipal,
  ): Promise<PlacedOrder> {
    const order = PlaceOrder.parse({ storeId, customer: { firstName: NAME }, state: 'ready' });
    return this.placement.place(order, { kind: 'staff', id: staffId, name });
  }
}
