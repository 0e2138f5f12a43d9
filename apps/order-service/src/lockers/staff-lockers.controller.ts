import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Principal, StaffGuard, type StaffPrincipal } from '@curbline/access';
import { CardAnswer, CompartmentCode, LockersView, StaffTap } from '@curbline/contracts/http';
import { OrderId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { LockersService } from './lockers.service.js';

/** What staff do with the lockers of their store. The guard refuses the orders of other stores. */
@ApiTags('Board')
@ApiCookieAuth('staff')
@Controller('v1/stores/:storeId')
@UseGuards(StaffGuard)
export class StaffLockersController {
  constructor(private readonly lockers: LockersService) {}

  @Get('lockers')
  @ApiOperation({
    operationId: 'getLockers',
    summary: 'Reads what lies in the lockers, and which orders are to be put into them.',
  })
  @ApiOkResponse({ standardSchema: LockersView })
  @ApiProblems(401, 403, 404)
  read(@Param('storeId', { schema: StoreId }) storeId: string): Promise<LockersView> {
    return this.lockers.read(storeId);
  }

  @Get('orders/:orderId/locker/code')
  @ApiOperation({
    operationId: 'getCompartmentCode',
    summary: 'Reads the code of an order’s compartment, to be told to a customer without a phone.',
  })
  @ApiOkResponse({ standardSchema: CompartmentCode })
  @ApiProblems(400, 401, 403, 404, 409)
  code(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('orderId', { schema: OrderId }) orderId: string,
  ): Promise<CompartmentCode> {
    return this.lockers.code(storeId, orderId);
  }

  @Post('orders/:orderId/locker/empty')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'releaseCompartment',
    summary: 'Takes an order out of its compartment, which is free again.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  empty(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.lockers.takeOut(staff, orderId);
  }
}
