import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { HttpReply } from '../requests/http.js';
import { Public } from '../security/public.js';
import { HealthChecks, type Readiness } from './health-checks.js';

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  /** The process answers: restart it when this does not. 503 when it is ending: give it nothing new. */
  @Get('live')
  @Public()
  live(@Res({ passthrough: true }) reply: HttpReply): { readonly status: 'live' | 'stopping' } {
    if (!this.checks.stopping) return { status: 'live' };
    reply.code(503);
    return { status: 'stopping' };
  }

  /** It can do its work: 503 names what is missing; send no traffic meanwhile. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: HttpReply): Promise<Readiness> {
    const readiness = await this.checks.readiness();
    if (readiness.status === 'not-ready') reply.code(503);
    return readiness;
  }
}
