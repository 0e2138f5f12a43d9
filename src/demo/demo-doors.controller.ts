import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MANAGER_SESSION_MS, SessionCookies, STAFF_SESSION_MS, storeTokenText } from '@curbline/access';
import { ChangeDemoSpeed, DemoDoor, DemoView, OpenedDoor } from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { setDeviceCookie } from '@curbline/order-service';
import { DemoDoorsService } from './demo-doors.service.js';

@ApiTags('Demonstration')
@Controller('v1/demo')
export class DemoDoorsController {
  constructor(
    private readonly doors: DemoDoorsService,
    private readonly cookies: SessionCookies,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    operationId: 'getDemonstration',
    summary: 'Reads the demonstration: its stores, and who set off last.',
  })
  @ApiOkResponse({ standardSchema: DemoView })
  @ApiProblems(404)
  read(): DemoView {
    return this.doors.read();
  }

  @Post('speed')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'changeDemonstrationSpeed',
    summary: 'Changes how fast the simulated people of the demonstration act, for all visitors.',
  })
  @ApiOkResponse({ standardSchema: DemoView })
  @ApiProblems(400, 404)
  changeSpeed(@Body({ schema: ChangeDemoSpeed }) { speed }: ChangeDemoSpeed): DemoView {
    return this.doors.changeSpeed(speed);
  }

  @Post('doors')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'enterDemonstration',
    summary: 'Lets a visitor into the demonstration, as a customer, staff, a wall screen or a manager.',
  })
  @ApiOkResponse({ standardSchema: OpenedDoor })
  @ApiProblems(400, 404, 429)
  async enter(
    @Body({ schema: DemoDoor }) door: DemoDoor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<OpenedDoor> {
    const browser = this.cookies.read(headerOf(request, 'cookie'), 'browser');
    const came = { ip: request.ip, userAgent: headerOf(request, 'user-agent'), browser };
    const { address, device, staff, manager } = await this.doors.enter(door, came);
    const { storeId } = door;
    if (device !== undefined) {
      setDeviceCookie(this.cookies, reply, storeId, device);
      this.cookies.clear(reply, 'staff');
    }
    if (staff !== undefined)
      this.cookies.set(reply, 'staff', storeTokenText({ storeId, token: staff }), STAFF_SESSION_MS / 1000);
    if (manager !== undefined) this.cookies.set(reply, 'manager', manager, MANAGER_SESSION_MS / 1000);
    return { address };
  }
}
