/** A manager lists and ends their own sessions. */
import { Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConfirmedGuard, ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { OwnSession, SessionId } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { ManagerSessionsService } from './manager-sessions.service.js';

@ApiTags('My account')
@ApiCookieAuth('manager')
@Controller('v1/me/sessions')
@UseGuards(ManagerGuard)
export class ManagerSessionsController {
  constructor(private readonly sessions: ManagerSessionsService) {}

  @Get()
  @ApiOperation({ operationId: 'listSessions', summary: 'Lists one’s own active sessions.' })
  @ApiOkResponse({ standardSchema: z.array(OwnSession) })
  @ApiProblems(401)
  list(@Principal() manager: ManagerPrincipal): Promise<OwnSession[]> {
    return this.sessions.list(manager);
  }

  @Post('end-others')
  @UseGuards(ConfirmedGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'endOtherSessions',
    summary: 'Ends all of one’s own sessions except this one.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 409, 422)
  endOthers(@Principal() manager: ManagerPrincipal): Promise<void> {
    return this.sessions.endOthers(manager);
  }

  @Post(':sessionId/end')
  @UseGuards(ConfirmedGuard)
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'endSession',
    summary: 'Ends one of one’s own sessions; repeating it has no further effect.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 409, 422)
  end(
    @Param('sessionId', { schema: SessionId }) sessionId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<void> {
    return this.sessions.end(manager, sessionId);
  }
}
