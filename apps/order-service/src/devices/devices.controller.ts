/** A manager lists the devices of the store, makes codes that enroll one, and revokes devices. */
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
import {
  DeviceChanges,
  DeviceView,
  EnrolCodeId,
  EnrolCodeView,
  NewEnrolCode,
  OpenEnrolCode,
} from '@curbline/contracts/http';
import { DeviceId, StoreId } from '@curbline/contracts/ids';
import { ApiProblems, type HttpRequest, requiredVersion } from '@curbline/platform';
import { z } from 'zod';
import { Idempotent } from '../idempotency/idempotent.interceptor.js';
import { DevicesService } from './devices.service.js';

@ApiTags('Managers')
@ApiCookieAuth('manager')
@Controller('v1/stores/:storeId/devices')
@UseGuards(ManagerGuard)
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Get()
  @ApiOperation({ operationId: 'listDevices', summary: 'Lists the store’s handhelds and wall screens.' })
  @ApiOkResponse({ standardSchema: z.array(DeviceView) })
  @ApiProblems(401, 403)
  list(@Param('storeId', { schema: StoreId }) storeId: string): Promise<DeviceView[]> {
    return this.devices.list(storeId);
  }

  @Post('codes')
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({
    operationId: 'createDeviceCode',
    summary: 'Creates a code that enrolls one device, once, within ten minutes or some days.',
  })
  @ApiCreatedResponse({ standardSchema: EnrolCodeView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  newCode(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: NewEnrolCode }) wish: NewEnrolCode,
    @Principal() manager: ManagerPrincipal,
  ): Promise<EnrolCodeView> {
    return this.devices.newEnrolCode(manager, storeId, wish);
  }

  @Get('codes')
  @ApiOperation({
    operationId: 'listDeviceCodes',
    summary: 'Lists the codes that are still good, without what they are.',
  })
  @ApiOkResponse({ standardSchema: z.array(OpenEnrolCode) })
  @ApiProblems(401, 403)
  codes(@Param('storeId', { schema: StoreId }) storeId: string): Promise<OpenEnrolCode[]> {
    return this.devices.openCodes(storeId);
  }

  @Post('codes/:codeId/withdraw')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'withdrawDeviceCode',
    summary: 'Withdraws a code: it enrolls nothing any more.',
  })
  @ApiOkResponse({ standardSchema: OpenEnrolCode })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  withdrawCode(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('codeId', { schema: EnrolCodeId }) codeId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<OpenEnrolCode> {
    return this.devices.withdrawCode(manager, storeId, codeId);
  }

  @Patch(':deviceId')
  @Idempotent()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read: `"7"`.' })
  @ApiOperation({ operationId: 'editDevice', summary: 'Renames a device.' })
  @ApiOkResponse({ standardSchema: DeviceView })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422, 428)
  edit(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('deviceId', { schema: DeviceId }) deviceId: string,
    @Body({ schema: DeviceChanges }) { name }: DeviceChanges,
    @Principal() manager: ManagerPrincipal,
    @Req() request: HttpRequest,
  ): Promise<DeviceView> {
    return this.devices.rename(manager, storeId, deviceId, requiredVersion(request), name);
  }

  @Post(':deviceId/revoke')
  @UseGuards(ConfirmedGuard)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    operationId: 'revokeDevice',
    summary: 'Revokes a device; it and whoever is signed in on it lose access within five seconds.',
  })
  @ApiOkResponse({ standardSchema: DeviceView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  revoke(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Param('deviceId', { schema: DeviceId }) deviceId: string,
    @Principal() manager: ManagerPrincipal,
  ): Promise<DeviceView> {
    return this.devices.revoke(manager, storeId, deviceId);
  }
}
