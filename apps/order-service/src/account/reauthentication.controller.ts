/** A signed-in manager proves again who they are, before a change that asks for it. */
import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ManagerPrincipal, Principal, SettingUpGuard } from '@curbline/access';
import { Reauthenticate, WebAuthnOptions } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { PasskeysService } from './passkeys.service.js';
import { ReauthenticationService } from './reauthentication.service.js';

@ApiTags('My account')
@ApiCookieAuth('manager')
@Controller('v1/me/reauthenticate')
@UseGuards(SettingUpGuard)
export class ReauthenticationController {
  constructor(
    private readonly reauthentication: ReauthenticationService,
    private readonly passkeys: PasskeysService,
  ) {}

  @Post('options')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'createConfirmationChallenge',
    summary: 'Creates the challenge to confirm with a passkey who is signed in; it can be used once.',
  })
  @ApiOkResponse({ standardSchema: WebAuthnOptions })
  @ApiProblems(401, 429)
  async options(@Principal() { session, staffId }: ManagerPrincipal): Promise<WebAuthnOptions> {
    return { ...(await this.passkeys.assertionOptions('reauthenticate', session, staffId)) };
  }

  @Post()
  @HttpCode(204)
  @ApiOperation({
    operationId: 'confirmIdentity',
    summary: 'Confirms who is signed in; changes are then allowed for ten minutes.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 423, 429)
  reauthenticate(
    @Body({ schema: Reauthenticate }) { password, passkey }: Reauthenticate,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    if (passkey !== undefined) return this.reauthentication.withPasskey(manager, passkey);
    return this.reauthentication.withPassword(manager, password ?? '');
  }
}
