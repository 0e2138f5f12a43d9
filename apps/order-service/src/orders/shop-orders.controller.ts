import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query, UseGuards } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Principal, ShopGuard, type ShopPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import {
  ChangeService,
  ChangeWindow,
  OrderList,
  OrderQuery,
  OrderView,
  PlacedOrder,
  PlaceOrder,
} from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems, problem } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { OrderPlacementService } from './order-placement.service.js';
import { ShopOrdersService } from './shop-orders.service.js';

const actorOf = (shop: ShopPrincipal): Actor => ({ kind: 'shop', id: shop.shopId, name: shop.name });

/** What shops (an e-commerce system, a till) do with orders. */
@ApiTags('Orders')
@ApiBearerAuth('shop')
@Controller('v1/orders')
@UseGuards(ShopGuard)
export class ShopOrdersController {
  constructor(
    private readonly placement: OrderPlacementService,
    private readonly orders: ShopOrdersService,
  ) {}

  @Post()
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'placeOrder',
    summary: 'Places an order and returns it with the link to send to the customer.',
  })
  @ApiCreatedResponse({ standardSchema: PlacedOrder })
  @ApiProblems(400, 401, 404, 409, 422)
  place(
    @Body({ schema: PlaceOrder }) order: PlaceOrder,
    @Principal() shop: ShopPrincipal,
  ): Promise<PlacedOrder> {
    if (shop.storeIds !== null && !shop.storeIds.includes(order.storeId)) throw problem('store-unknown');
    return this.placement.place(order, actorOf(shop));
  }

  @Get()
  @ApiOperation({
    operationId: 'findOrders',
    summary: 'Finds the shop’s order by its external id, or its orders at a store by its own reference.',
  })
  @ApiQuery({
    name: 'externalId',
    type: String,
    required: false,
    description: 'As it was sent with the order',
  })
  @ApiQuery({ name: 'storeId', type: String, required: false, description: 'Goes with a reference' })
  @ApiQuery({
    name: 'reference',
    type: String,
    required: false,
    description: 'As it was sent with the order',
  })
  @ApiOkResponse({ standardSchema: OrderList })
  @ApiProblems(400, 401)
  find(
    @Query({ schema: OrderQuery }) query: OrderQuery,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderList> {
    return this.orders.find(query, shop);
  }

  @Get(':orderId')
  @ApiOperation({
    operationId: 'getOrder',
    summary: 'Reads an order with its trip and, once it is handed over, its wait.',
  })
  @ApiOkResponse({ standardSchema: OrderView })
  @ApiProblems(400, 401, 404)
  read(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderView> {
    return this.orders.read(orderId, shop);
  }

  @Patch(':orderId')
  @Idempotent()
  @ApiOperation({
    operationId: 'changeOrderWindow',
    summary: 'Moves the promised window; this also reopens an order that was not collected.',
  })
  @ApiOkResponse({ standardSchema: OrderView })
  @ApiProblems(400, 401, 404, 409, 422)
  changeWindow(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: ChangeWindow }) body: ChangeWindow,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderView> {
    return this.orders.changeWindow(orderId, shop, body, actorOf(shop));
  }

  @Put(':orderId/service')
  @Idempotent()
  @ApiOperation({
    operationId: 'changeOrderService',
    summary:
      'Changes how the order is collected, also on the way; the arrival, the wait and the place in line stay.',
  })
  @ApiOkResponse({ standardSchema: OrderView })
  @ApiProblems(400, 401, 404, 409, 422)
  changeService(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: ChangeService }) body: ChangeService,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderView> {
    return this.orders.changeService(orderId, shop, body, actorOf(shop));
  }

  @Post(':orderId/reopen')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ operationId: 'reopenOrder', summary: 'Reopens an order that was not collected in time.' })
  @ApiOkResponse({ standardSchema: OrderView })
  @ApiProblems(400, 401, 404, 409, 422)
  reopen(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderView> {
    return this.orders.command(orderId, shop, { name: 'reopen' }, actorOf(shop));
  }

  @Post(':orderId/preparing')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ operationId: 'prepareOrder', summary: 'Marks the order as being prepared.' })
  @ApiOkResponse({ standardSchema: OrderView })
  @ApiProblems(400, 401, 404, 409, 422)
  prepare(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderView> {
    return this.orders.command(orderId, shop, { name: 'prepare' }, actorOf(shop));
  }

  @Post(':orderId/ready')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'markOrderReady',
    summary: 'Marks the order as ready; one for a locker is put into a compartment.',
  })
  @ApiOkResponse({ standardSchema: OrderView })
  @ApiProblems(400, 401, 404, 409, 422)
  makeReady(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderView> {
    return this.orders.makeReady(orderId, shop, actorOf(shop));
  }

  @Post(':orderId/cancel')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'cancelOrder',
    summary: 'Cancels an order that has not been handed over; its trip ends with it.',
  })
  @ApiOkResponse({ standardSchema: OrderView })
  @ApiProblems(400, 401, 404, 409, 422)
  cancel(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Principal() shop: ShopPrincipal,
  ): Promise<OrderView> {
    return this.orders.command(orderId, shop, { name: 'cancel' }, actorOf(shop));
  }
}
