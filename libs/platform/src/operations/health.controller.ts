import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { HttpReply } from '../requests/http.js';
import { Public } from '../security/public.js';
import { HealthChecks, type Readiness } from './health-checks.js';

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  /** Liveness: restart the program when it does not answer. 503 while it stops: send no new requests. */
  @Get('live')
  @Public()
  live(@Res({ passthrough: true }) reply: HttpReply): { readonly status: 'live' | 'stopping' } {
    if (!this.checks.stopping) return { status: 'live' };
    reply.code(503);
    return { status: 'stopping' };
  }

  /** Readiness: 503 names the failed checks; send no requests meanwhile. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: HttpReply): Promise<Readiness> {
    const readiness = await this.checks.readiness();
    if (readiness.status === 'not-ready') reply.code(503);
    return readiness;
  }
}
