/** A manager lists, adds, changes and disables the people of the store, and replaces their credentials. */
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ConfirmedGuard, ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { NewPassword, NewPin, NewStaff, StaffChanges, StaffView } from '@curbline/contracts/http';
import { StaffId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems, type HttpRequest, requiredVersion } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { StaffChangesService } from './staff-changes.service.js';
import { StaffService } from './staff.service.js';

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/staff')
@UseGuards(ManagerGuard)
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly changes: StaffChangesService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listStaff',
    summary: 'Lists who works at the store, with the other stores and regions that they reach.',
  })
  @ApiOkResponse({ standardSchema: z.array(StaffView) })
  @ApiProblems(401, 403)
  list(@Param('storeId', { schema: StoreId }) storeId: string): Promise<StaffView[]> {
    return this.staff.list(storeId);
  }

  @Post()
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({ operationId: 'addStaffMember', summary: 'Adds a person; only admins may add admins.' })
  @ApiCreatedResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  add(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: NewStaff }) person: NewStaff,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.staff.add(manager, storeId, person);
  }

  @Patch(':staffId')
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read: `"7"`.' })
  @ApiOperation({
    operationId: 'editStaffMember',
    summary:
      'Renames a person, or gives them another role, other stores or regions; what is taken away ends at once.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422, 428)
  edit(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Body({ schema: StaffChanges }) changes: StaffChanges,
    @Principal() manager: ManagerPrincipal,
    @Req() request: HttpRequest,
  ): Promise<StaffView> {
    return this.changes.edit(manager, storeId, staffId, requiredVersion(request), changes);
  }

  @Post(':staffId/disable')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'disableStaffMember',
    summary: 'Disables a person; all their sessions end within five seconds.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  disable(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.staff.disable(manager, storeId, staffId);
  }

  @Post(':staffId/enable')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'enableStaffMember',
    summary: 'Lets a disabled person sign in again, with what they signed in with before.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  enable(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.staff.enable(manager, storeId, staffId);
  }

  @Post(':staffId/sign-out')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'signOutStaffMember',
    summary: 'Signs a person out on every screen and browser.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  signOut(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.changes.signOut(manager, storeId, staffId);
  }

  @Post(':staffId/pin')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent({ sealed: true })
  @ApiOperation({ operationId: 'setStaffPin', summary: 'Sets a person’s PIN and ends their sessions.' })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  newPin(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Body({ schema: NewPin }) { pin }: NewPin,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.staff.newPin(manager, storeId, staffId, pin);
  }

  @Post(':staffId/password')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'setStaffPassword',
    summary: 'Sets a manager’s password and ends their sessions.',
  })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  newPassword(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Body({ schema: NewPassword }) wanted: NewPassword,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.staff.newPassword(manager, storeId, staffId, wanted);
  }
}
