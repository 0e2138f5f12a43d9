import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PushKey, PushRenewal, PushState } from '@curbline/contracts/http';
import { ApiProblems, Public } from '@curbline/platform';
import { PushAccessService } from './push-access.service.js';

/** What any browser may ask of push: the installation's public key, and to go on under a new address. */
@ApiTags('Push')
@Controller('v1/push')
export class PushController {
  constructor(private readonly push: PushAccessService) {}

  @Get('key')
  @Public()
  @ApiOperation({
    operationId: 'readPushKey',
    summary: 'Reads the public key with which a browser subscribes to push.',
  })
  @ApiOkResponse({ standardSchema: PushKey })
  @ApiProblems(409)
  key(): Promise<PushKey> {
    return this.push.key();
  }

  @Post('renewals')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    operationId: 'renewPushSubscription',
    summary: 'Takes the subscription that a browser put in the place of another.',
    description: 'A service worker sends it; that it knows the old endpoint shows whose it is.',
  })
  @ApiOkResponse({ standardSchema: PushState })
  @ApiProblems(400, 409)
  renew(@Body({ schema: PushRenewal }) renewal: PushRenewal): Promise<PushState> {
    return this.push.renew(renewal);
  }
}
