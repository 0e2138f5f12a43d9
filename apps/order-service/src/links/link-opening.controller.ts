import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HeldTrips, TripCookies } from '@curbline/access';
import { CustomerView, OpenLink } from '@curbline/contracts/http';
import { ApiProblems, headerOf, type HttpReply, type HttpRequest, Public } from '@curbline/platform';
import { CustomerViewsService } from '../trips/customer-views.service.js';
import { LinkOpeningService } from './link-opening.service.js';

@ApiTags('Customer')
@Controller('v1/link')
export class LinkOpeningController {
  constructor(
    private readonly links: LinkOpeningService,
    private readonly views: CustomerViewsService,
    private readonly cookies: TripCookies,
    private readonly held: HeldTrips,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'openLink',
    summary: 'Opens a customer’s link: sets the cookie of its trip and returns the trip.',
  })
  @ApiOkResponse({ standardSchema: CustomerView })
  @ApiProblems(400, 404, 410, 429)
  async open(
    @Body({ schema: OpenLink }) { token }: OpenLink,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: HttpReply,
  ): Promise<CustomerView> {
    const cookie = headerOf(request, 'cookie');
    const opened = await this.links.open(token, request.ip, cookie);
    const { storeId, tripId, role, session } = opened;
    const view = await this.views.read(storeId, tripId, role);
    await this.held.cleanUp(cookie, reply, tripId);
    if (session) this.cookies.set(reply, tripId, { storeId, token: session.token }, session.lastsS);
    return view;
  }
}
