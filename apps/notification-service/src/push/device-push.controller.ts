import { Body, Controller, Delete, Param, Put, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  BoardGuard,
  type BoardPrincipal,
  Principal,
  StaffGuard,
  type StaffPrincipal,
} from '@curbline/access';
import { DeviceSubscription, DeviceWatching, PushState } from '@curbline/contracts/http';
import { StoreId } from '@curbline/contracts/ids';
import { ApiProblems } from '@curbline/platform';
import { PushAccessService } from './push-access.service.js';

/** The store's enrolled devices are told of arrivals while nobody looks at their board. */
@ApiTags('Push')
@Controller('v1/stores/:storeId/push-subscription')
export class DevicePushController {
  constructor(private readonly push: PushAccessService) {}

  @Put()
  @UseGuards(StaffGuard)
  @ApiCookieAuth('staff')
  @ApiOperation({
    operationId: 'subscribeDeviceToPush',
    summary:
      'Tells this device by push of arrivals that nobody has taken, and of waits that become critical.',
    description: 'One subscription a device: the last one counts. It ends with the device.',
  })
  @ApiOkResponse({ standardSchema: PushState })
  @ApiProblems(400, 401, 403, 409)
  subscribe(
    @Param('storeId', { schema: StoreId }) _storeId: string,
    @Body({ schema: DeviceSubscription }) wish: DeviceSubscription,
    @Principal() staff: StaffPrincipal,
  ): Promise<PushState> {
    return this.push.subscribeDevice(staff, wish);
  }

  @Delete()
  @UseGuards(StaffGuard)
  @ApiCookieAuth('staff')
  @ApiOperation({
    operationId: 'unsubscribeDeviceFromPush',
    summary: 'Tells this device nothing more by push.',
  })
  @ApiOkResponse({ standardSchema: PushState })
  @ApiProblems(400, 401, 403)
  unsubscribe(
    @Param('storeId', { schema: StoreId }) _storeId: string,
    @Principal() { storeId, deviceId }: StaffPrincipal,
  ): Promise<PushState> {
    return this.push.unsubscribe({ storeId, deviceId });
  }

  @Put('watching')
  @UseGuards(BoardGuard)
  @ApiCookieAuth('device')
  @ApiOperation({
    operationId: 'reportBoardWatching',
    summary: 'Says that somebody looks at the board on this device, so that it needs no push; or no longer.',
    description: 'True is good for 30 seconds.',
  })
  @ApiOkResponse({ standardSchema: PushState })
  @ApiProblems(400, 401, 403)
  watch(
    @Param('storeId', { schema: StoreId }) _storeId: string,
    @Body({ schema: DeviceWatching }) { watching }: DeviceWatching,
    @Principal() board: BoardPrincipal,
  ): Promise<PushState> {
    return this.push.noteWatching(board, watching);
  }
}
