/** A manager's own account: proving who one is, what one is told, and one's own sessions. */
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ConfirmedGuard,
  ManagerGuard,
  type ManagerPrincipal,
  Principal,
  SettingUpGuard,
} from '@curbline/access';
import {
  AccountNotice,
  NoticesSeen,
  OwnSession,
  Reauthenticate,
  SessionId,
  WebAuthnOptions,
} from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { AccountService } from './account.service.js';
import { PasskeysService } from './passkeys.service.js';
import { ReauthenticationService } from './reauthentication.service.js';

@ApiTags('My account')
@ApiCookieAuth('manager')
@Controller('v1/me')
export class AccountController {
  constructor(
    private readonly account: AccountService,
    private readonly reauthentication: ReauthenticationService,
    private readonly passkeys: PasskeysService,
  ) {}

  @Post('reauthenticate/options')
  @UseGuards(SettingUpGuard)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Creates the challenge to confirm with a passkey who is signed in; it can be used once.',
  })
  @ApiOkResponse({ standardSchema: WebAuthnOptions })
  @ApiProblems(401, 429)
  async options(@Principal() { session, staffId }: ManagerPrincipal): Promise<WebAuthnOptions> {
    return { ...(await this.passkeys.assertionOptions('reauthenticate', session, staffId)) };
  }

  @Post('reauthenticate')
  @UseGuards(SettingUpGuard)
  @HttpCode(204)
  @ApiOperation({ summary: 'Confirms who is signed in; changes are then allowed for ten minutes.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 423, 429)
  reauthenticate(
    @Body({ schema: Reauthenticate }) { password, passkey }: Reauthenticate,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    if (passkey !== undefined) return this.reauthentication.withPasskey(manager, passkey);
    return this.reauthentication.withPassword(manager, password ?? '');
  }

  @Get('notices')
  @UseGuards(ManagerGuard)
  @ApiOperation({ summary: 'Lists the changes to one’s own account in the last 90 days.' })
  @ApiOkResponse({ standardSchema: z.array(AccountNotice) })
  @ApiProblems(401)
  notices(@Principal() manager: ManagerPrincipal): Promise<AccountNotice[]> {
    return this.account.notices(manager);
  }

  @Post('notices/seen')
  @UseGuards(ManagerGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({ summary: 'Marks notices as seen; they stay in the list.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 409, 422)
  seen(
    @Body({ schema: NoticesSeen }) { ids }: NoticesSeen,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.account.noteSeen(manager, ids);
  }

  @Get('sessions')
  @UseGuards(ManagerGuard)
  @ApiOperation({ summary: 'Lists one’s own active sessions.' })
  @ApiOkResponse({ standardSchema: z.array(OwnSession) })
  @ApiProblems(401)
  sessions(@Principal() manager: ManagerPrincipal): Promise<OwnSession[]> {
    return this.account.sessions(manager);
  }

  @Post('sessions/end-others')
  @UseGuards(ManagerGuard, ConfirmedGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({ summary: 'Ends all of one’s own sessions except this one.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 409, 422)
  endOthers(@Principal() manager: ManagerPrincipal): Promise<void> {
    return this.account.endOtherSessions(manager);
  }

  @Post('sessions/:sessionId/end')
  @UseGuards(ManagerGuard, ConfirmedGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({ summary: 'Ends one of one’s own sessions; repeating it has no further effect.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 409, 422)
  end(
    @Param('sessionId', { schema: SessionId }) sessionId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.account.endSession(manager, sessionId);
  }
}
