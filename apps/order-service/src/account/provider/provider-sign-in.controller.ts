/** The way to the provider and back. Both are links that a browser follows, so every end of it is a page. */
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { MANAGER_SESSION_MS, SessionCookies } from '@curbline/access';
import {
  AttemptLimiter,
  type CountedAttempt,
  headerOf,
  type HttpReply,
  type HttpRequest,
  ProblemException,
  Public,
} from '@curbline/platform';
import { IdentityProvider, KeptSignIn, ProviderFailure } from './identity-provider.js';
import { ProviderSignInService } from './provider-sign-in.service.js';

/** As long as somebody may take to sign in over there, seconds. */
const KEPT_FOR_S = 600;

@ApiExcludeController()
@Controller('v1/sign-in/provider')
export class ProviderSignInController {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly signIn: ProviderSignInService,
    private readonly cookies: SessionCookies,
    private readonly attempts: AttemptLimiter,
  ) {}

  @Get()
  @Public()
  async begin(@Res() reply: HttpReply): Promise<void> {
    try {
      const { address, kept } = await this.provider.begin();
      this.cookies.set(reply, 'provider', packed(kept), KEPT_FOR_S);
      goTo(reply, address);
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      goTo(reply, `/manager#sign-in=${error.reason}`);
    }
  }

  /** A wrong answer counts at the address that brings it, since each costs a question to the provider. */
  @Get('callback')
  @Public()
  async callback(@Req() request: HttpRequest, @Res() reply: HttpReply): Promise<void> {
    const kept = unpacked(this.cookies.read(headerOf(request, 'cookie'), 'provider'));
    this.cookies.clear(reply, 'provider');
    // Nobody is asked anything: other sites' pages could otherwise use up what this address may try.
    if (!kept) return goTo(reply, '/manager#sign-in=refused');
    const attempt = await this.begun(request.ip);
    if (!attempt) return goTo(reply, '/manager#sign-in=refused');
    const came = { ip: request.ip, userAgent: headerOf(request, 'user-agent') };
    const done = await this.signIn.finish(request.url, kept, came);
    if ('refused' in done) return goTo(reply, `/manager#sign-in=${done.refused}`);
    await attempt.succeeded();
    this.cookies.set(reply, 'manager', done.token, MANAGER_SESSION_MS / 1000);
    goTo(reply, '/manager');
  }

  /** @returns undefined where too many wrong answers came from this address: a page says so, not problem details. */
  private async begun(from: string): Promise<CountedAttempt | undefined> {
    try {
      return await this.attempts.begin({ kind: 'provider', from });
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
      return undefined;
    }
  }
}

function goTo(reply: HttpReply, address: string): void {
  reply.header('location', address);
  reply.header('cache-control', 'no-store');
  reply.code(303);
  reply.send('');
}

const packed = (kept: KeptSignIn): string => Buffer.from(JSON.stringify(kept)).toString('base64url');

/** Undefined for a cookie that is missing, too old or not ours. */
function unpacked(cookie: string | undefined): KeptSignIn | undefined {
  try {
    return KeptSignIn.safeParse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
