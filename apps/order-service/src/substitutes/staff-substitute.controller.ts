import { Body, Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Principal, StaffGuard, type StaffPrincipal } from '@curbline/access';
import { CardAnswer, StaffTap } from '@curbline/contracts/http';
import { OrderId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { SubstitutesService } from './substitutes.service.js';

/** The guard refuses the orders of other stores. */
@ApiTags('Board')
@ApiCookieAuth('staff')
@Controller('v1/stores/:storeId/orders/:orderId/substitute')
@UseGuards(StaffGuard)
export class StaffSubstituteController {
  constructor(private readonly substitutes: SubstitutesService) {}

  @Post('revoke')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'revokeStoreOrderSubstitute',
    summary: 'Ends the substitute’s link, page and code at once, as when the customer calls.',
  })
  @ApiOkResponse({ standardSchema: CardAnswer })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  revoke(
    @Param('orderId', { schema: OrderId }) orderId: string,
    @Body({ schema: StaffTap }) _tap: StaffTap,
    @Principal() staff: StaffPrincipal,
  ): Promise<CardAnswer> {
    return this.substitutes.revokeByStaff(staff, orderId);
  }
}
