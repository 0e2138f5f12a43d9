/** A manager comes in: by password and second factor, or by passkey alone. */
import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AtTheDoorGuard,
  MANAGER_SESSION_MS,
  type ManagerPrincipal,
  newToken,
  Principal,
  SessionCookies,
} from '@curbline/access';
import {
  PasskeySignIn,
  PasswordSignIn,
  SecondFactor,
  SignInAnswer,
  WebAuthnOptions,
} from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { PLACE_KNOWN_MS } from '../known-places/known-places.service.js';
import { SignInService } from './sign-in.service.js';
import type { CameFrom } from '../sessions/manager-sessions.repository.js';
import { PasskeysService } from './passkeys.service.js';
import { SignInStepsService } from './sign-in-steps.service.js';

const cameFrom = (request: HttpRequest): CameFrom => ({
  ip: request.ip,
  userAgent: headerOf(request, 'user-agent'),
});

@ApiTags('Managers')
@Controller('v1/sign-in')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly steps: SignInStepsService,
    private readonly passkeys: PasskeysService,
    private readonly cookies: SessionCookies,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'signInManager',
    summary: 'Signs a manager in with login and password; a second factor may be required.',
  })
  @ApiOkResponse({ standardSchema: SignInAnswer })
  @ApiProblems(400, 401, 423, 429)
  async withPassword(
    @Body({ schema: PasswordSignIn }) { login, password }: PasswordSignIn,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<SignInAnswer> {
    const browser = this.cookies.read(headerOf(request, 'cookie'), 'browser') ?? newToken();
    const came = { ...cameFrom(request), browser };
    const { token } = await this.signIn.withPassword(login, password, came);
    this.cookies.set(reply, 'browser', browser, PLACE_KNOWN_MS / 1000);
    return this.entered(reply, token);
  }

  @Get()
  @UseGuards(AtTheDoorGuard)
  @ApiCookieAuth('manager')
  @ApiOperation({ operationId: 'getSignIn', summary: 'Reads the state of this browser’s sign-in.' })
  @ApiOkResponse({ standardSchema: SignInAnswer })
  @ApiProblems(401)
  read(@Principal() manager: ManagerPrincipal): Promise<SignInAnswer> {
    return this.steps.answerOf(manager);
  }

  @Post('second-factor/options')
  @UseGuards(AtTheDoorGuard)
  @HttpCode(200)
  @ApiCookieAuth('manager')
  @ApiOperation({
    operationId: 'createSecondFactorChallenge',
    summary: 'Creates the challenge for a passkey as second factor; it can be used once.',
  })
  @ApiOkResponse({ standardSchema: WebAuthnOptions })
  @ApiProblems(401, 429)
  async secondFactorOptions(@Principal() { session, staffId }: ManagerPrincipal): Promise<WebAuthnOptions> {
    return { ...(await this.passkeys.assertionOptions('second-factor', session, staffId)) };
  }

  @Post('second-factor')
  @UseGuards(AtTheDoorGuard)
  @HttpCode(200)
  @ApiCookieAuth('manager')
  @ApiOperation({
    operationId: 'completeSignIn',
    summary: 'Completes a sign-in with a code from the authenticator app, a recovery code or a passkey.',
  })
  @ApiOkResponse({ standardSchema: SignInAnswer })
  @ApiProblems(400, 401, 409, 423, 429)
  async withSecondFactor(
    @Body({ schema: SecondFactor }) given: SecondFactor,
    @Principal() pending: ManagerPrincipal,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<SignInAnswer> {
    return this.entered(reply, await this.steps.withSecondFactor(pending, given, cameFrom(request)));
  }

  @Post('passkey/options')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'createSignInChallenge',
    summary: 'Creates the challenge to sign in with a passkey alone; it can be used once.',
  })
  @ApiOkResponse({ standardSchema: WebAuthnOptions })
  @ApiProblems(429)
  async passkeyOptions(): Promise<WebAuthnOptions> {
    return { ...(await this.passkeys.assertionOptions('sign-in', null)) };
  }

  @Post('passkey')
  @Public()
  @HttpCode(200)
  @ApiOperation({ operationId: 'signInWithPasskey', summary: 'Signs a manager in with a passkey alone.' })
  @ApiOkResponse({ standardSchema: SignInAnswer })
  @ApiProblems(400, 401, 429)
  async withPasskey(
    @Body({ schema: PasskeySignIn }) { passkey }: PasskeySignIn,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<SignInAnswer> {
    return this.entered(reply, await this.steps.withPasskey(passkey, cameFrom(request)));
  }

  private entered(reply: HttpReply, token: string): Promise<SignInAnswer> {
    this.cookies.set(reply, 'manager', token, MANAGER_SESSION_MS / 1000);
    return this.steps.answer(token);
  }
}
