/** The shop that placed an order issues its customer's link again, or revokes it. */
import { Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Principal, ShopGuard, type ShopPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import { CustomerLink } from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { ShopOrdersService } from '../orders/shop-orders.service.js';
import { LinksService } from './links.service.js';

const actorOf = (shop: ShopPrincipal): Actor => ({ kind: 'shop', id: shop.shopId, name: shop.name });

@ApiTags('Orders')
@ApiBearerAuth('shop')
@Controller('v1/orders/:orderId/link')
@UseGuards(ShopGuard)
export class ShopLinksController {
  constructor(
    private readonly links: LinksService,
    private readonly orders: ShopOrdersService,
  ) {}

  @Post()
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'issueOrderLink',
    summary: 'Issues another link for the customer; earlier ones go on working.',
  })
  @ApiCreatedResponse({ standardSchema: CustomerLink })
  @ApiProblems(400, 401, 404, 409, 422)
  async issue(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<CustomerLink> {
    const storeId = await this.orders.storeOf(orderId, shop);
    return this.links.issue({ storeId, orderId }, actorOf(shop));
  }

  @Post('revoke')
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'revokeOrderLinks',
    summary: 'Revokes all links of the order; pages opened by them end within five seconds.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 404, 409, 422)
  async revoke(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<void> {
    const storeId = await this.orders.storeOf(orderId, shop);
    return this.links.revoke({ storeId, orderId }, actorOf(shop));
  }
}
