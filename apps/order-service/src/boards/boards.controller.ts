import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  BoardGuard,
  BoardOrManagerGuard,
  type BoardPrincipal,
  type ManagerPrincipal,
  Principal,
  StaffGuard,
  type StaffPrincipal,
} from '@curbline/access';
import {
  BoardSnapshot,
  CardAnswer,
  ChangeWindow,
  EnterArrival,
  FoundOrders,
  HandOver,
  OrderSearch,
  SendMessage,
  StaffTap,
  UnfinishedOrders,
} from '@curbline/contracts/http';
import { OrderId, ShortCode, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { OrderFinderService } from '../orders/order-finder.service.js';
import { StaffOrdersService } from '../orders/staff-orders.service.js';
import { BoardSnapshotsService } from './board-snapshots.service.js';
import { UnfinishedOrdersService } from './unfinished-orders.service.js';

/** The staff board: its snapshot, and what staff do. The guard keeps everybody in their own store. */
@ApiTags('Board')
@ApiCookieAuth('staff')
@Controller('v1/stores/:storeId')
export class BoardsController {
  constructor(
    private readonly snapshots: BoardSnapshotsService,
    private readonly orders: StaffOrdersService,
    private readonly finder: OrderFinderService,
    private readonly unfinished: UnfinishedOrdersService,
  ) {}

  @Get('board')
  @UseGuards(BoardGuard)
  @ApiOperation({
    summary: 'Reads the board’s cards, as far as the screen may see them, and their position in the log.',
  })
  @ApiOkResponse({ standardSchema: BoardSnapshot })
  @ApiProblems(401, 403, 404)
  board(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Principal() viewer: BoardPrincipal,
  ): Promise<BoardSnapshot> {
    return this.snapshots.take(storeId, viewer.kind);
  }

  @Get('orders/unfinished')
  @UseGuards(BoardOrManagerGuard)
  @ApiOperation({
    summary: 'Lists arrivals that nobody closed, and orders not collected in the last two weeks.',
  })
  @ApiOkResponse({ standardSchema: UnfinishedOrders })
  @ApiProblems(401, 403, 404)
  listUnfinished(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Principal() viewer: BoardPrincipal | ManagerPrincipal,
  ): Promise<UnfinishedOrders> {
    return this.unfinished.read(storeId, viewer.kind === 'manager' ? 'staff' : viewer.kind);
  }

  @Get('orders/by-code/:shortCode')
  @UseGuards(StaffGuard)
  @ApiOperation({ summary: 'Finds an order by its short code, also before its customer has set off.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404)
  find(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('shortCode', { schema: ShortCode }) shortCode: string,
  ): Promise<CardAnswer> {
    return this.finder.find(storeId, shortCode);
  }

  @Get('orders/search')
  @UseGuards(StaffGuard)
  @ApiOperation({ summary: 'Finds up to ten orders by the beginning of a name or of a short code.' })
  @ApiQuery({ name: 'q', type: String, description: 'Two letters or more; case and accents do not matter' })
  @ApiOkResponse({ standardSchema: FoundOrders })
  @ApiProblems(400, 401, 403, 404)
  search(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Query({ schema: OrderSearch }) { q }: OrderSearch,
  ): Promise<FoundOrders> {
    return this.finder.search(storeId, q);
  }

  @Post('orders/:orderId/claim')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Claims the order (“I’m going”); every board shows who did.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  claim(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.claim(staff, orderId, tap);
  }

  @Post('orders/:orderId/release')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Releases a claim; a manager may release anybody’s.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  release(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.release(staff, orderId, tap);
  }

  @Post('orders/:orderId/hand-over')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Hands the order over, with the customer’s code or another proof.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422, 429)
  handOver(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: HandOver }) handOver: HandOver,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.handOver(staff, orderId, handOver);
  }

  @Post('orders/:orderId/recall')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Takes a hand-over back, from any device, within 30 minutes.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  recall(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.recall(staff, orderId);
  }

  @Post('orders/:orderId/ready')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Marks the order as ready to be handed over.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  ready(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.makeReady(staff, orderId, tap);
  }

  @Post('orders/:orderId/delay')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Delays the order by five minutes and shows the customer the new time.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  delay(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.delay(staff, orderId);
  }

  @Post('orders/:orderId/message')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Sends the customer one of a few short messages, in the customer’s language.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  message(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: SendMessage }) message: SendMessage,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.sendMessage(staff, orderId, message);
  }

  @Post('orders/:orderId/arrival')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Enters the arrival of a customer who called or came to the entrance.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  arrival(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: EnterArrival }) entry: EnterArrival,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.orders.enterArrival(staff, orderId, entry);
  }

  @Post('orders/:orderId/not-here')
  @HttpCode(200)
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({
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

  @Put('orders/:orderId/window')
  @UseGuards(StaffGuard)
  @Idempotent()
  @ApiOperation({ summary: 'Moves the promised window; this also reopens an order that was not collected.' })
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
