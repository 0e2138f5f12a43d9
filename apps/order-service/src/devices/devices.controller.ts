/** A manager lists the devices of the store, makes codes that enroll one, and revokes devices. */
import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConfirmedGuard, ManagerGuard, type ManagerPrincipal, Principal } from '@curbline/access';
import { DeviceView, EnrolCodeView, NewEnrolCode } from '@curbline/contracts/http';
import { DeviceId, type DeviceKind, StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
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
  @ApiOperation({ summary: 'Lists the store’s handhelds and wall screens.' })
  @ApiOkResponse({ standardSchema: z.array(DeviceView) })
  @ApiProblems(401, 403)
  list(@Param('storeId', { schema: StoreId }) storeId: string): Promise<DeviceView[]> {
    return this.devices.list(storeId);
  }

  @Post('codes')
  @UseGuards(ConfirmedGuard)
  @Idempotent({ sealed: true })
  @ApiOperation({ summary: 'Creates a code that enrolls one device, once, within ten minutes.' })
  @ApiCreatedResponse({ standardSchema: EnrolCodeView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  newCode(
    @Param('storeId', { schema: StoreId }) storeId: string,
    @Body({ schema: NewEnrolCode }) { kind }: { kind: DeviceKind },
    @Principal() manager: ManagerPrincipal,
  ): Promise<EnrolCodeView> {
    return this.devices.newEnrolCode(manager, storeId, kind);
  }

  @Post(':deviceId/revoke')
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
    @Principal() manager: ManagerPrincipal,
  ): Promise<DeviceView> {
    return this.devices.revoke(manager, storeId, deviceId);
  }
}
