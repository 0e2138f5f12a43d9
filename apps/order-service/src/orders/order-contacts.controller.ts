/** Erases where a customer is reached, at once and not with the end of its keeping; again is harmless. */
import { Controller, Delete, HttpCode, Param, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ManagerGuard,
  type ManagerPrincipal,
  Principal,
  ShopGuard,
  type ShopPrincipal,
} from '@curbline/access';
import { OrderId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { OrderContactsService } from './order-contacts.service.js';

const SUMMARY = 'Erases the customer’s phone number, e-mail address and consents; the order goes on.';

@ApiTags('Orders')
@ApiBearerAuth('shop')
@Controller('v1/orders/:orderId/contact')
@UseGuards(ShopGuard)
export class ShopContactsController {
  constructor(private readonly contacts: OrderContactsService) {}

  @Delete()
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({ operationId: 'eraseOrderContact', summary: SUMMARY })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 404, 409, 422)
  erase(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<void> {
    return this.contacts.eraseForShop(orderId, shop);
  }
}

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/orders/:orderId/contact')
@UseGuards(ManagerGuard)
export class ManagerContactsController {
  constructor(private readonly contacts: OrderContactsService) {}

  @Delete()
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({ operationId: 'eraseStoreOrderContact', summary: SUMMARY })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 404, 409, 422)
  erase(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.contacts.eraseForManager(storeId, orderId, manager);
  }
}
