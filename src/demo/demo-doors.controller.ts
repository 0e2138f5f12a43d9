import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DemoDoor, OpenedDoor } from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { DemoDoorsService } from './demo-doors.service.js';

@ApiTags('Demonstration')
@Controller('v1/demo')
export class DemoDoorsController {
  constructor(private readonly doors: DemoDoorsService) {}

  @Post('doors')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Lets a visitor into the demonstration, as a customer, staff, a wall screen or a manager.',
  })
  @ApiOkResponse({ standardSchema: OpenedDoor })
  @ApiProblems(400, 404, 429)
  async enter(
    @Body({ schema: DemoDoor }) door: DemoDoor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<OpenedDoor> {
    const visitor = { ip: request.ip, userAgent: headerOf(request, 'user-agent') };
    const { address, cookies } = await this.doors.enter(door, visitor);
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return { address };
  }
}
