import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Principal, StaffGuard, type StaffPrincipal } from '@curbline/access';
import {
  CardAnswer,
  ChangeWindow,
  EnterArrival,
  FoundOrders,
  HandOver,
  MakeReady,
  OrderLinesView,
  OrderSearch,
  SendMessage,
  StaffTap,
} from '@curbline/contracts/http';
import { OrderId, ShortCode, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { OrderFinderService } from './order-finder.service.js';
import { StaffOrdersService } from './staff-orders.service.js';

/** What staff do with the orders of their store. The guard refuses the orders of other stores. */
@ApiTags('Board')
@ApiCookieAuth('staff')
@Controller('v1/stores/:storeId/orders')
@UseGuards(StaffGuard)
export class StaffOrdersController {
  constructor(
    private readonly orders: StaffOrdersService,
    private readonly finder: OrderFinderService,
  ) {}

  @Get('by-code/:shortCode')
  @ApiOperation({
    operationId: 'findOrderByCode',
    summary: 'Finds an order by its short code, also before its customer has set off.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404)
  find(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('shortCode', { schema: ShortCode }) shortCode: string,
  ): Promise<CardAnswer> {
    return this.finder.find(storeId, shortCode);
  }

  @Get('search')
  @ApiOperation({
    operationId: 'searchOrders',
    summary: 'Finds up to ten orders by the beginning of a name or of a short code.',
  })
  @ApiQuery({ name: 'q', type: String, description: 'Two letters or more; case and accents do not matter' })
  @ApiOkResponse({ standardSchema: FoundOrders })
  @ApiProblems(400, 401, 403, 404)
  search(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: OrderSearch }) { q }: OrderSearch,
  ): Promise<FoundOrders> {
    return this.finder.search(storeId, q);
  }

  @Get(':orderId/lines')
  @ApiOperation({ operationId: 'listOrderLines', summary: 'Reads what is in the bags, as the shop sent it.' })
  @ApiOkResponse({ standardSchema: OrderLinesView })
  @ApiProblems(400, 401, 403, 404)
  lines(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<OrderLinesView> {
    return this.finder.lines(storeId, orderId);
  }

  @Post(':orderId/claim')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'claimOrder',
    summary: 'Claims the order (“I’m going”); every board shows who did.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  claim(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.claim(staff, orderId, tap);
  }

  @Post(':orderId/release')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'releaseOrder',
    summary: 'Releases a claim; a manager may release anybody’s.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  release(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.release(staff, orderId, tap);
  }

  @Post(':orderId/hand-over')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'handOverOrder',
    summary: 'Hands the order over, with the customer’s code or another proof.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422, 429)
  handOver(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: HandOver }) handOver: HandOver,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.handOver(staff, orderId, handOver);
  }

  @Post(':orderId/recall')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'recallOrder',
    summary: 'Takes a hand-over back, from any device, within 30 minutes.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  recall(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.recall(staff, orderId);
  }

  @Post(':orderId/ready')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'markStoreOrderReady',
    summary: 'Marks the order as ready; one for a locker is put into a compartment, or at the counter.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  ready(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: MakeReady }) body: MakeReady,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.makeReady(staff, orderId, body);
  }

  @Post(':orderId/delay')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'delayOrder',
    summary: 'Delays the order by five minutes and shows the customer the new time.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  delay(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.delay(staff, orderId);
  }

  @Post(':orderId/message')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'sendOrderMessage',
    summary: 'Sends the customer one of a few short messages, in the customer’s language.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  message(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: SendMessage }) message: SendMessage,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.sendMessage(staff, orderId, message);
  }

  @Post(':orderId/arrival')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'recordArrival',
    summary: 'Enters the arrival of a customer who called or came to the entrance.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  arrival(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: EnterArrival }) entry: EnterArrival,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.enterArrival(staff, orderId, entry);
  }

  @Post(':orderId/not-here')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'questionArrival',
    summary: 'Questions the arrival (“Not here yet”) and asks the customer; the correction is counted.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  notHere(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.notHere(staff, orderId);
  }

  @Put(':orderId/window')
  @Idempotent()
  @ApiOperation({
    operationId: 'changeStoreOrderWindow',
    summary: 'Moves the promised window; this also reopens an order that was not collected.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  changeWindow(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: ChangeWindow }) body: ChangeWindow,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.changeWindow(staff, orderId, body);
  }
}
