/** A person signed in on a handheld: their own PIN and notices. */
import { Body, Controller, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Principal, StaffGuard, type StaffPrincipal } from '@curbline/access';
import { AccountNotice, ChangePin, NoticesSeen } from '@curbline/contracts/http';
import { ApiProblems, type HttpRequest } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StaffAccountService } from './staff-account.service.js';

@ApiTags('Devices')
@ApiCookieAuth('staff')
@Controller('v1/staff/me')
@UseGuards(StaffGuard)
export class StaffAccountController {
  constructor(private readonly account: StaffAccountService) {}

  @Post('pin')
  @HttpCode(204)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'changePin',
    summary: 'Changes one’s own PIN, given the current one, and ends one’s other sessions.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 409, 422, 423, 429)
  changePin(
    @Body({ schema: ChangePin }) wanted: ChangePin,
    @Principal() staff: StaffPrincipal,
    @Req() request: HttpRequest,
  ): Promise<void> {
    return this.account.changePin(staff, wanted, request.ip);
  }

  @Get('notices')
  @ApiOperation({
    operationId: 'listStaffNotices',
    summary: 'Lists the changes to one’s own PIN in the last 90 days.',
  })
  @ApiOkResponse({ standardSchema: z.array(AccountNotice) })
  @ApiProblems(401)
  notices(@Principal() staff: StaffPrincipal): Promise<AccountNotice[]> {
    return this.account.notices(staff);
  }

  @Post('notices/seen')
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'markStaffNoticesSeen',
    summary: 'Marks notices as seen; they stay in the list.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 409, 422)
  seen(
    @Body({ schema: NoticesSeen }) { ids }: NoticesSeen,
    @Principal() staff: StaffPrincipal,
  ): Promise<void> {
    return this.account.noteSeen(staff, ids);
  }
}
