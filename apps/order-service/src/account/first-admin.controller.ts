/** A new installation says that it has no admin yet, and whoever has its one-time address becomes the first. */
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MANAGER_SESSION_MS, newToken, SessionCookies } from '@curbline/access';
import { FirstAdmin, InstallationView, SignInAnswer } from '@curbline/contracts/http';
import {
  ApiProblems,
  Demonstration,
  headerOf,
  type HttpReply,
  type HttpRequest,
  PLATFORM_OPTIONS,
  type PlatformOptions,
  Public,
} from '@curbline/platform';
import { FirstAdminService } from './first-admin.service.js';
import { PLACE_KNOWN_MS } from '../known-places/known-places.service.js';
import { SignInStepsService } from './sign-in-steps.service.js';

@ApiTags('Managers')
@Controller('v1')
export class FirstAdminController {
  constructor(
    private readonly firstAdmin: FirstAdminService,
    private readonly steps: SignInStepsService,
    private readonly cookies: SessionCookies,
    private readonly demonstration: Demonstration,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'oidc'>,
  ) {}

  @Get('installation')
  @Public()
  @ApiOperation({
    operationId: 'getInstallation',
    summary: 'Reads whether this installation has an admin and a demonstration, before anybody signs in.',
  })
  @ApiOkResponse({ standardSchema: InstallationView })
  async read(): Promise<InstallationView> {
    return {
      adminExists: await this.firstAdmin.adminExists(),
      signInWith: this.options.oidc?.name ?? null,
      demonstration: this.demonstration.stores,
    };
  }

  @Post('first-admin')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'createFirstAdmin',
    summary: 'Makes the first admin of a new installation, by its one-time address, and signs them in.',
  })
  @ApiOkResponse({ standardSchema: SignInAnswer })
  @ApiProblems(400, 403, 409, 429)
  async accept(
    @Body({ schema: FirstAdmin }) wanted: FirstAdmin,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<SignInAnswer> {
    const browser = this.cookies.read(headerOf(request, 'cookie'), 'browser') ?? newToken();
    const came = { ip: request.ip, userAgent: headerOf(request, 'user-agent'), browser };
    const token = await this.firstAdmin.accept(wanted, came);
    this.cookies.set(reply, 'browser', browser, PLACE_KNOWN_MS / 1000);
    this.cookies.set(reply, 'manager', token, MANAGER_SESSION_MS / 1000);
    return this.steps.answer(token);
  }
}
