/** A manager leaves, asks who they are, and changes their own password. */
import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagerGuard, type ManagerPrincipal, Principal, SessionCookies } from '@curbline/access';
import { ChangePassword, ManagerSession } from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { ManagerSessionsService } from './manager-sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { AccountService } from './account.service.js';

@ApiTags('Managers')
@Controller('v1')
export class ManagersController {
  constructor(
    private readonly signIn: SignInService,
    private readonly managerSessions: ManagerSessionsService,
    private readonly cookies: SessionCookies,
    private readonly account: AccountService,
  ) {}

  @Post('sign-out')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Signs the manager out in this browser.' })
  @ApiNoContentResponse()
  async signOut(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<void> {
    const token = this.cookies.read(headerOf(request, 'cookie'), 'manager');
    if (token !== undefined) await this.signIn.endManagerSession(token);
    this.cookies.clear(reply, 'manager');
  }

  @Get('me')
  @ApiCookieAuth('manager')
  @UseGuards(ManagerGuard)
  @ApiOperation({ summary: 'Reads who is signed in, and which stores they manage.' })
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
  @ApiOperation({ summary: 'Changes one’s own password and ends one’s other sessions.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 409, 422, 423, 429)
  changePassword(
    @Body({ schema: ChangePassword }) wanted: ChangePassword,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.account.changeOwnPassword(manager, wanted);
  }
}
