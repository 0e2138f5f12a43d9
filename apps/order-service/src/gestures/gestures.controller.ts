import { Body, Controller, HttpCode, Param, Post, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Principal, StaffGuard, type StaffPrincipal } from '@curbline/access';
import { GestureId } from '@curbline/contracts/events';
import { CardAnswer, GiveGesture, StaffTap } from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { GesturesService } from './gestures.service.js';

/** Small kindnesses of the staff. The guard refuses the orders of other stores. */
@ApiTags('Board')
@ApiCookieAuth('staff')
@Controller('v1/stores/:storeId/orders/:orderId/gestures/:gestureId')
@UseGuards(StaffGuard)
export class GesturesController {
  constructor(private readonly gestures: GesturesService) {}

  @Put()
  @Idempotent()
  @ApiOperation({
    operationId: 'giveGesture',
    summary: 'Gives the customer a small thing that the store has set, with a line if you like.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  give(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Param('gestureId', { schema: GestureId }) gestureId: string,
    @Body({ schema: GiveGesture }) body: GiveGesture,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.gestures.give(staff, orderId, gestureId, body);
  }

  @Post('take-back')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ operationId: 'withdrawGesture', summary: 'Takes back what was given by mistake.' })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  takeBack(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Param('gestureId', { schema: GestureId }) gestureId: string,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.gestures.takeBack(staff, orderId, gestureId);
  }
}
