/** What a board's browser does before it is a board: enrol, ask who it is, sign a person in and out. */
import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DeviceGuard,
  type DevicePrincipal,
  Principal,
  SessionCookies,
  Sessions,
  STAFF_SESSION_MS,
  storeTokenText,
} from '@curbline/access';
import { DeviceSession, EnrolDevice, PinSignIn } from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { DeviceTokensService } from './device-tokens.service.js';
import { DeviceSessionsService } from './device-sessions.service.js';
import { EnrollmentService } from './enrollment.service.js';
import { SignInService } from '../account/sign-in.service.js';

/** As long as browsers keep a cookie at most; revoking ends it sooner. */
const DEVICE_COOKIE_S = 400 * 24 * 3600;

@ApiTags('Devices')
@Controller('v1')
export class DeviceController {
  constructor(
    private readonly enrollment: EnrollmentService,
    private readonly signIn: SignInService,
    private readonly deviceSessions: DeviceSessionsService,
    private readonly sessions: Sessions,
    private readonly cookies: SessionCookies,
    private readonly tokens: DeviceTokensService,
  ) {}

  @Post('devices/enrol')
  @Public()
  @ApiOperation({ summary: 'Enrolls this browser as a board of the store, with a code from its manager.' })
  @ApiCreatedResponse({ standardSchema: DeviceSession })
  @ApiProblems(400, 401, 429)
  async enrol(
    @Body({ schema: EnrolDevice }) { code, name }: EnrolDevice,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<DeviceSession> {
    const { device, token } = await this.enrollment.enrol(code, name, request.ip);
    this.setDevice(reply, device.storeId, token);
    this.cookies.clear(reply, 'staff');
    return this.deviceSessions.read(device, null);
  }

  @Get('device')
  @UseGuards(DeviceGuard)
  @ApiOperation({
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
    if (token !== undefined) this.setDevice(reply, device.storeId, token);
    const staff = await this.sessions.staff(cookie);
    const signedIn = staff ? { staffId: staff.staffId, name: staff.name, role: staff.role } : null;
    return this.deviceSessions.read(device, signedIn);
  }

  @Post('staff/sign-in')
  @UseGuards(DeviceGuard)
  @HttpCode(200)
  @ApiOperation({ summary: 'Signs a person in on an enrolled handheld with their PIN.' })
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

  @Post('staff/sign-out')
  @UseGuards(DeviceGuard)
  @HttpCode(200)
  @ApiOperation({ summary: 'Signs out whoever is signed in on this device.' })
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

  private setDevice(reply: HttpReply, storeId: string, token: string): void {
    this.cookies.set(reply, 'device', storeTokenText({ storeId, token }), DEVICE_COOKIE_S);
  }
}
