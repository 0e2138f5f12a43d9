import { Module } from '@nestjs/common';
import { DevicePushController } from './device-push.controller.js';
import { PushAccessService } from './push-access.service.js';
import { PushController } from './push.controller.js';
import { PushStorageModule } from './push-storage.module.js';
import { TripPushController } from './trip-push.controller.js';

/** Browsers ask to be told by push. */
@Module({
  imports: [PushStorageModule],
  controllers: [DevicePushController, PushController, TripPushController],
  providers: [PushAccessService],
})
export class PushModule {}
