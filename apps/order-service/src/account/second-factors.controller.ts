/** A manager sets up, lists and removes their passkeys, authenticator app and recovery codes. */
import { Body, Controller, Get, HttpCode, Param, Post, Put, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  ConfirmedGuard,
  ManagerGuard,
  type ManagerPrincipal,
  Principal,
  SettingUpGuard,
} from '@curbline/access';
import {
  AddedPasskey,
  BegunTotp,
  ConfirmTotp,
  NewPasskey,
  PasskeyId,
  PasskeyView,
  RenamePasskey,
  SecondFactorsView,
  ShownRecoveryCodes,
  WebAuthnOptions,
} from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { PasskeysService } from './passkeys.service.js';
import { SecondFactorsService } from './second-factors.service.js';

@ApiTags('My account')
@ApiCookieAuth('manager')
@Controller('v1/me')
export class SecondFactorsController {
  constructor(
    private readonly factors: SecondFactorsService,
    private readonly passkeys: PasskeysService,
  ) {}

  @Get('second-factors')
  @UseGuards(SettingUpGuard)
  @ApiOperation({
    operationId: 'listSecondFactors',
    summary: 'Lists one’s own second factors, and whether one is required.',
  })
  @ApiOkResponse({ standardSchema: SecondFactorsView })
  @ApiProblems(401)
  read(@Principal() manager: ManagerPrincipal): Promise<SecondFactorsView> {
    return this.factors.read(manager);
  }

  @Post('passkeys/options')
  @UseGuards(SettingUpGuard, ConfirmedGuard)
  @HttpCode(200)
  @ApiOperation({
    operationId: 'createPasskeyChallenge',
    summary: 'Creates the challenge to add a passkey; it can be used once, within five minutes.',
  })
  @ApiOkResponse({ standardSchema: WebAuthnOptions })
  @ApiProblems(401, 403)
  async options(@Principal() manager: ManagerPrincipal): Promise<WebAuthnOptions> {
    return { ...(await this.passkeys.registrationOptions(manager, manager.session)) };
  }

  @Post('passkeys')
  @UseGuards(SettingUpGuard, ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'addPasskey',
    summary: 'Adds a passkey; with the first second factor come recovery codes, shown once.',
  })
  @ApiCreatedResponse({ standardSchema: AddedPasskey })
  @ApiProblems(400, 401, 403, 409, 422)
  add(
    @Body({ schema: NewPasskey }) passkey: NewPasskey,
    @Principal() manager: ManagerPrincipal,
  ): Promise<AddedPasskey> {
    return this.factors.addPasskey(manager, passkey);
  }

  @Put('passkeys/:passkeyId')
  @UseGuards(ManagerGuard)
  @Idempotent()
  @ApiOperation({ operationId: 'renamePasskey', summary: 'Renames a passkey.' })
  @ApiOkResponse({ standardSchema: PasskeyView })
  @ApiProblems(400, 401, 404, 409, 422)
  rename(
    @Param('passkeyId', { schema: PasskeyId }) passkeyId: string,
    @Body({ schema: RenamePasskey }) { name }: RenamePasskey,
    @Principal() manager: ManagerPrincipal,
  ): Promise<PasskeyView> {
    return this.factors.renamePasskey(manager, passkeyId, name);
  }

  @Post('passkeys/:passkeyId/remove')
  @UseGuards(ManagerGuard, ConfirmedGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'removePasskey',
    summary: 'Removes a passkey, unless it is the last second factor and one is required.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 404, 409, 422)
  remove(
    @Param('passkeyId', { schema: PasskeyId }) passkeyId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.factors.removePasskey(manager, passkeyId);
  }

  @Post('totp')
  @UseGuards(SettingUpGuard, ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'addAuthenticator',
    summary: 'Begins to add an authenticator app; it is active once a code from it was confirmed.',
  })
  @ApiCreatedResponse({ standardSchema: BegunTotp })
  @ApiProblems(400, 401, 403, 409, 422)
  begin(@Principal() manager: ManagerPrincipal): Promise<BegunTotp> {
    return this.factors.beginTotp(manager);
  }

  @Post('totp/confirm')
  @UseGuards(SettingUpGuard, ConfirmedGuard)
  @HttpCode(200)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'confirmAuthenticator',
    summary: 'Activates the authenticator app with a code from it.',
  })
  @ApiOkResponse({ standardSchema: ShownRecoveryCodes })
  @ApiProblems(400, 401, 403, 409, 422, 423, 429)
  confirm(
    @Body({ schema: ConfirmTotp }) { code }: ConfirmTotp,
    @Principal() manager: ManagerPrincipal,
  ): Promise<ShownRecoveryCodes> {
    return this.factors.confirmTotp(manager, code);
  }

  @Post('totp/remove')
  @UseGuards(ManagerGuard, ConfirmedGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'removeAuthenticator',
    summary: 'Removes the authenticator app, unless it is the last second factor and one is required.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 404, 409, 422)
  removeTotp(@Principal() manager: ManagerPrincipal): Promise<void> {
    return this.factors.removeTotp(manager);
  }

  @Post('recovery-codes')
  @UseGuards(ManagerGuard, ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'createRecoveryCodes',
    summary: 'Creates new recovery codes, shown once; earlier ones no longer work.',
  })
  @ApiCreatedResponse({ standardSchema: ShownRecoveryCodes })
  @ApiProblems(400, 401, 403, 409, 422)
  recoveryCodes(@Principal() manager: ManagerPrincipal): Promise<ShownRecoveryCodes> {
    return this.factors.newRecoveryCodes(manager);
  }
}
