/** Links re-issued and revoked: by the shop that placed the order, and by the store's manager. */
import { Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  ConfirmedGuard,
  ManagerGuard,
  type ManagerPrincipal,
  Principal,
  ShopGuard,
  type ShopPrincipal,
} from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import { CustomerLink } from '@curbline/contracts/http';
import { OrderId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '../api-problems.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { ShopOrders } from '../orders/shop-orders.js';
import { CustomerLinks } from './customer-links.js';

const ANOTHER = 'Issues one more link for the customer; those sent before go on working.';
const END = 'Ends all links of the order, and the pages opened by them, within five seconds.';

const shopActor = (shop: ShopPrincipal): Actor => ({ kind: 'shop', id: shop.shopId, name: shop.name });
const managerActor = (manager: ManagerPrincipal): Actor => ({
  kind: 'staff',
  id: manager.staffId,
  name: manager.name,
});

@ApiTags('Orders')
@ApiBearerAuth('shop')
@Controller('v1/orders/:orderId/link')
@UseGuards(ShopGuard)
export class ShopLinksController {
  constructor(
    private readonly links: CustomerLinks,
    private readonly orders: ShopOrders,
  ) {}

  @Post()
  @Idempotent({ sealed: true })
  @ApiOperation({ summary: ANOTHER })
  @ApiCreatedResponse({ standardSchema: CustomerLink })
  @ApiProblems(400, 401, 404, 409, 422)
  async issue(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<CustomerLink> {
    const storeId = await this.orders.storeOf(orderId, shop);
    return this.links.issue({ storeId, orderId }, shopActor(shop));
  }

  @Post('revoke')
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({ summary: END })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 404, 409, 422)
  async revoke(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<void> {
    const storeId = await this.orders.storeOf(orderId, shop);
    return this.links.revoke({ storeId, orderId }, shopActor(shop));
  }
}

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/orders/:orderId/link')
@UseGuards(ManagerGuard)
export class ManagerLinksController {
  constructor(private readonly links: CustomerLinks) {}

  @Post()
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({ summary: ANOTHER })
  @ApiCreatedResponse({ standardSchema: CustomerLink })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  issue(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<CustomerLink> {
    return this.links.issue({ storeId, orderId }, managerActor(manager));
  }

  @Post('revoke')
  @UseGuards(ConfirmedGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({ summary: END })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 404, 409, 422)
  revoke(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.links.revoke({ storeId, orderId }, managerActor(manager));
  }
}
