/** A person signed in on a handheld lists and ends their own sessions. */
import { Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Principal, StaffGuard, type StaffPrincipal } from '@curbline/access';
import { SessionId, StaffSession } from '@curbline/contracts/http';
import { ApiProblems } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StaffSessionsService } from './staff-sessions.service.js';

@ApiTags('Devices')
@ApiCookieAuth('staff')
@Controller('v1/staff/me/sessions')
@UseGuards(StaffGuard)
export class StaffSessionsController {
  constructor(private readonly sessions: StaffSessionsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listStaffSessions',
    summary: 'Lists the store’s screens on which one is signed in.',
  })
  @ApiOkResponse({ standardSchema: z.array(StaffSession) })
  @ApiProblems(401)
  list(@Principal() staff: StaffPrincipal): Promise<StaffSession[]> {
    return this.sessions.list(staff);
  }

  @Post(':sessionId/end')
  @HttpCode(204)
  @Idempotent()
  @ApiOperation({
    operationId: 'endStaffSession',
    summary: 'Signs oneself out on another screen; repeating it has no further effect.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 409, 422)
  end(
    @Param('sessionId', { schema: SessionId }) sessionId: string,
    @Principal() staff: StaffPrincipal,
  ): Promise<void> {
    return this.sessions.end(staff, sessionId);
  }
}
