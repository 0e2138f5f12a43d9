/** Admins of all stores manage each other. */
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AdminGuard, ConfirmedGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { AdminChanges, NewAdmin, NewPassword, StaffView } from '@curbline/contracts/http';
import { StaffId } from '@curbline/contracts/ids';
import { ApiProblems, type HttpRequest, requiredVersion } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StaffChangesService } from '../staff/staff-changes.service.js';
import { StaffService } from '../staff/staff.service.js';
import { AdminsService } from './admins.service.js';

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/admins')
@UseGuards(AdminGuard)
export class AdminsController {
  constructor(
    private readonly admins: AdminsService,
    private readonly staff: StaffService,
    private readonly changes: StaffChangesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listAdmins', summary: 'Lists the admins of all stores.' })
  @ApiOkResponse({ standardSchema: z.array(StaffView) })
  @ApiProblems(401, 403)
  list(): Promise<StaffView[]> {
    return this.staff.list(null);
  }

  @Post()
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({ operationId: 'addAdmin', summary: 'Adds an admin of all stores.' })
  @ApiCreatedResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 409, 422)
  add(@Body({ schema: NewAdmin }) admin: NewAdmin, @Principal() by: ManagerPrincipal): Promise<StaffView> {
    return this.staff.add(by, null, { ...admin, role: 'admin' });
  }

  @Patch(':staffId')
  @UseGuards(ConfirmedGuard)
  @Idempotent()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read: `"7"`.' })
  @ApiOperation({ operationId: 'editAdmin', summary: 'Renames an admin.' })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422, 428)
  edit(
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Body({ schema: AdminChanges }) changes: AdminChanges,
    @Principal() by: ManagerPrincipal,
    @Req() request: HttpRequest,
  ): Promise<StaffView> {
    return this.changes.edit(by, null, staffId, requiredVersion(request), changes);
  }

  @Post(':staffId/disable')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'disableAdmin',
    summary: 'Disables an admin, but never the last one; their sessions end.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  disable(
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() by: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.admins.disable(by, staffId);
  }

  @Post(':staffId/enable')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ operationId: 'enableAdmin', summary: 'Lets a disabled admin sign in again.' })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  enable(
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() by: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.staff.enable(by, null, staffId);
  }

  @Post(':staffId/remove')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ operationId: 'removeAdmin', summary: 'Deletes an admin, but never the last one.' })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  remove(
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() by: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.admins.remove(by, staffId);
  }

  @Post(':staffId/password')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'setAdminPassword',
    summary: 'Sets another admin’s password and ends their sessions.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  newPassword(
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Body({ schema: NewPassword }) wanted: NewPassword,
    @Principal() by: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.staff.newPassword(by, null, staffId, wanted);
  }
}
