/** A browser becomes a device of a store. */
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SessionCookies } from '@curbline/access';
import { DeviceSession, EnrolDevice } from '@curbline/contracts/http';
import { ApiProblems, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { setDeviceCookie } from './device-cookie.js';
import { DeviceSessionsService } from './device-sessions.service.js';
import { EnrollmentService } from './enrollment.service.js';

@ApiTags('Devices')
@Controller('v1')
export class EnrollmentController {
  constructor(
    private readonly enrollment: EnrollmentService,
    private readonly deviceSessions: DeviceSessionsService,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('devices/enrol')
  @Public()
  @ApiOperation({
    operationId: 'enrolDevice',
    summary: 'Enrolls this browser as a board of the store, with a code from its manager.',
  })
  @ApiCreatedResponse({ standardSchema: DeviceSession })
  @ApiProblems(400, 401, 429)
  async enrol(
    @Body({ schema: EnrolDevice }) { code, name }: EnrolDevice,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<DeviceSession> {
    const { device, token } = await this.enrollment.enrol(code, name, request.ip);
    setDeviceCookie(this.cookies, reply, device.storeId, token);
    this.cookies.clear(reply, 'staff');
    return this.deviceSessions.read(device, null);
  }
}
