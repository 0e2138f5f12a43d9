/** An enrolled screen asks which store it belongs to and who is signed in on it. */
import { Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DeviceGuard, type DevicePrincipal, Principal, SessionCookies, Sessions } from '@curbline/access';
import { DeviceSession } from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpReply, type HttpRequest } from '@curbline/platform';
import { setDeviceCookie } from './device-cookie.js';
import { DeviceSessionsService } from './device-sessions.service.js';
import { DeviceTokensService } from './device-tokens.service.js';

@ApiTags('Devices')
@Controller('v1')
export class DeviceSessionsController {
  constructor(
    private readonly deviceSessions: DeviceSessionsService,
    private readonly sessions: Sessions,
    private readonly cookies: SessionCookies,
    private readonly tokens: DeviceTokensService,
  ) {}

  @Get('device')
  @UseGuards(DeviceGuard)
  @ApiOperation({
    operationId: 'getDevice',
    summary:
      'Reads the store of an enrolled screen and who may sign in on it. Once a day the response carries a new device cookie.',
  })
  @ApiOkResponse({ standardSchema: DeviceSession })
  @ApiProblems(401)
  async read(
    @Principal() device: DevicePrincipal,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<DeviceSession> {
    const cookie = headerOf(request, 'cookie');
    const shown = this.cookies.readStoreToken(cookie, 'device');
    const token = shown && (await this.tokens.renewed(device, shown.token));
    if (token !== undefined) setDeviceCookie(this.cookies, reply, device.storeId, token);
    const staff = await this.sessions.staff(cookie);
    const signedIn = staff ? { staffId: staff.staffId, name: staff.name, role: staff.role } : null;
    return this.deviceSessions.read(device, signedIn);
  }
}
