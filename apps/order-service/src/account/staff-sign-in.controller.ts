/** A person signs in and out on an enrolled handheld, with their PIN. */
import { Body, Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DeviceGuard,
  type DevicePrincipal,
  Principal,
  SessionCookies,
  STAFF_SESSION_MS,
  storeTokenText,
} from '@curbline/access';
import { DeviceSession, PinSignIn } from '@curbline/contracts/http';
import { ApiProblems, type HttpReply, type HttpRequest } from '@curbline/platform';
import { DeviceSessionsService } from '../devices/device-sessions.service.js';
import { StaffSignInService } from './staff-sign-in.service.js';

@ApiTags('Devices')
@Controller('v1/staff')
@UseGuards(DeviceGuard)
export class StaffSignInController {
  constructor(
    private readonly signIn: StaffSignInService,
    private readonly deviceSessions: DeviceSessionsService,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'signInStaff',
    summary: 'Signs a person in on an enrolled handheld with their PIN.',
  })
  @ApiOkResponse({ standardSchema: DeviceSession })
  @ApiProblems(400, 401, 403, 423, 429)
  async signInWithPin(
    @Body({ schema: PinSignIn }) { staffId, pin }: PinSignIn,
    @Principal() device: DevicePrincipal,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<DeviceSession> {
    const { token, person } = await this.signIn.withPin(device, staffId, pin, request.ip);
    this.cookies.set(
      reply,
      'staff',
      storeTokenText({ storeId: device.storeId, token }),
      STAFF_SESSION_MS / 1000,
    );
    return this.deviceSessions.read(device, person);
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiOperation({ operationId: 'signOutStaff', summary: 'Signs out whoever is signed in on this device.' })
  @ApiOkResponse({ standardSchema: DeviceSession })
  @ApiProblems(401)
  async signOut(
    @Principal() device: DevicePrincipal,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<DeviceSession> {
    await this.signIn.endOnDevice(device);
    this.cookies.clear(reply, 'staff');
    return this.deviceSessions.read(device, null);
  }
}
