/** A signed-in manager: who they are, their password and notices, and the sign-out. */
import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard, type ManagerPrincipal, Principal, SessionCookies } from '@curbline/access';
import { AccountNotice, ChangePassword, ManagerSession, NoticesSeen } from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { ManagerSessionsService } from '../sessions/manager-sessions.service.js';
import { AccountService } from './account.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('My account')
@Controller('v1')
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly signIn: SignInService,
    private readonly managerSessions: ManagerSessionsService,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('sign-out')
  @Public()
  @HttpCode(204)
  @ApiOperation({ operationId: 'signOutManager', summary: 'Signs the manager out in this browser.' })
  @ApiNoContentResponse()
  async signOut(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<void> {
    const token = this.cookies.read(headerOf(request, 'cookie'), 'manager');
    if (token !== undefined) await this.signIn.endManagerSession(token);
    this.cookies.clear(reply, 'manager');
  }

  @Get('me')
  @ApiCookieAuth('manager')
  @UseGuards(ManagerGuard)
  @ApiOperation({
    operationId: 'getAccount',
    summary: 'Reads who is signed in, and which stores they manage.',
  })
  @ApiOkResponse({ standardSchema: ManagerSession })
  @ApiProblems(401)
  me(@Principal() manager: ManagerPrincipal): Promise<ManagerSession> {
    return this.managerSessions.read(manager);
  }

  @Post('me/password')
  @Idempotent({ sealed: true })
  @ApiCookieAuth('manager')
  @UseGuards(ManagerGuard)
  @HttpCode(204)
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Changes one’s own password and ends one’s other sessions.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 409, 422, 423, 429)
  changePassword(
    @Body({ schema: ChangePassword }) wanted: ChangePassword,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.account.changeOwnPassword(manager, wanted);
  }

  @Get('me/notices')
  @ApiCookieAuth('manager')
  @UseGuards(ManagerGuard)
  @ApiOperation({
    operationId: 'listAccountNotices',
    summary: 'Lists the changes to one’s own account in the last 90 days.',
  })
  @ApiOkResponse({ standardSchema: z.array(AccountNotice) })
  @ApiProblems(401)
  notices(@Principal() manager: ManagerPrincipal): Promise<AccountNotice[]> {
    return this.account.notices(manager);
  }

  @Post('me/notices/seen')
  @ApiCookieAuth('manager')
  @UseGuards(ManagerGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'markAccountNoticesSeen',
    summary: 'Marks notices as seen; they stay in the list.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 409, 422)
  seen(
    @Body({ schema: NoticesSeen }) { ids }: NoticesSeen,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.account.noteSeen(manager, ids);
  }
}
