/** What a manager decides about who may come in: people and devices of the store. */
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AdminGuard, ConfirmedGuard, ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import {
  DeviceView,
  EnrolCodeView,
  NewEnrolCode,
  NewPassword,
  NewPin,
  NewStaff,
  StaffView,
} from '@curbline/contracts/http';
import { DeviceId, type DeviceKind, StaffId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { TeamService } from './team.service.js';

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId')
@UseGuards(ManagerGuard)
export class TeamController {
  constructor(private readonly team: TeamService) {}

  @Get('devices')
  @ApiOperation({ summary: 'Lists the store’s handhelds and wall screens.' })
  @ApiOkResponse({ standardSchema: z.array(DeviceView) })
  @ApiProblems(401, 403)
  devices(@Param('storeId', { schema: StoreId }) storeId: string): Promise<DeviceView[]> {
    return this.team.devices(storeId);
  }

  @Post('devices/codes')
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({ summary: 'Creates a code that enrolls one device, once, within ten minutes.' })
  @ApiCreatedResponse({ standardSchema: EnrolCodeView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  newCode(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: NewEnrolCode }) { kind }: { kind: DeviceKind },
  ): Promise<EnrolCodeView> {
    return this.team.newEnrolCode(storeId, kind);
  }

  @Post('devices/:deviceId/revoke')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Revokes a device; it and whoever is signed in on it lose access within five seconds.',
  })
  @ApiOkResponse({ standardSchema: DeviceView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  revoke(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('deviceId', { schema: DeviceId }) deviceId: string,
  ): Promise<DeviceView> {
    return this.team.revokeDevice(storeId, deviceId);
  }

  @Get('staff')
  @ApiOperation({ summary: 'Lists the people of the store.' })
  @ApiOkResponse({ standardSchema: z.array(StaffView) })
  @ApiProblems(401, 403)
  staff(@Param('storeId', { schema: StoreId }) storeId: string): Promise<StaffView[]> {
    return this.team.staff(storeId);
  }

  @Post('staff')
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({ summary: 'Adds a person; only admins may add admins.' })
  @ApiCreatedResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  add(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: NewStaff }) person: NewStaff,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.team.add(manager, storeId, person);
  }

  @Post('staff/:staffId/disable')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ summary: 'Disables a person; all their sessions end within five seconds.' })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  disable(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.team.disable(manager, storeId, staffId);
  }

  @Post('staff/:staffId/pin')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent({ sealed: true })
  @ApiOperation({ summary: 'Sets a person’s PIN and ends their sessions.' })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  newPin(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Body({ schema: NewPin }) { pin }: NewPin,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.team.newPin(manager, storeId, staffId, pin);
  }

  @Post('staff/:staffId/password')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent({ sealed: true })
  @ApiOperation({ summary: 'Sets a manager’s password and ends their sessions.' })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  newPassword(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Body({ schema: NewPassword }) wanted: NewPassword,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.team.newPassword(manager, storeId, staffId, wanted);
  }

  @Post('staff/:staffId/second-factors/reset')
  @UseGuards(AdminGuard, ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ summary: 'Removes the second factors of a person who lost them; only admins may do so.' })
  @ApiOkResponse({ standardSchema: StaffView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  resetSecondFactors(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('staffId', { schema: StaffId }) staffId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<StaffView> {
    return this.team.resetSecondFactors(manager, storeId, staffId);
  }
}
