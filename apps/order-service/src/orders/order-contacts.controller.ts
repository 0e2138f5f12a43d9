/** Changes where a customer is reached, or erases it at once and not with the end of its keeping; again is harmless. */
import { Body, Controller, Delete, HttpCode, Param, Put, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCookieAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  ManagerGuard,
  type ManagerPrincipal,
  Principal,
  ShopGuard,
  type ShopPrincipal,
} from '@curbline/access';
import { ChangeContact, ChangedContact } from '@curbline/contracts/http';
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

  @Put()
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'changeOrderContact',
    summary:
      'Changes where the customer is reached; messages from now on go there, and the old contact is erased.',
  })
  @ApiOkResponse({ standardSchema: ChangedContact })
  @ApiProblems(400, 401, 404, 409, 422)
  change(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: ChangeContact }) wish: ChangeContact,
    @Principal() shop: ShopPrincipal,
  ): Promise<ChangedContact> {
    return this.contacts.change(orderId, shop, wish);
  }

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
