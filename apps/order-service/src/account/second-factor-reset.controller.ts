/** An admin removes the second factors of a person who lost them. */
import { Controller, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminGuard, ConfirmedGuard, ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { StaffView } from '@curbline/contracts/http';
import { StaffId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { SecondFactorsService } from './second-factors.service.js';

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1')
@UseGuards(ManagerGuard)
export class SecondFactorResetController {
  constructor(private readonly factors: SecondFactorsService) {}

  @Post('stores/:storeId/staff/:staffId/second-factors/reset')
  @UseGuards(AdminGuard, ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'resetStaffSecondFactors',
    summary: 'Removes the second factors of a person who lost them; only admins may do so.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  reset(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.factors.resetOf(manager, storeId, staffId);
  }

  @Post('admins/:staffId/second-factors/reset')
  @UseGuards(AdminGuard, ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'resetAdminSecondFactors',
    summary: 'Removes the second factors of another admin who lost them.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  resetAdmin(
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.factors.resetOf(manager, null, staffId);
  }
}
