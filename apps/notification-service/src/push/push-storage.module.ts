import { Module } from '@nestjs/common';
import { PushKeysService } from './push-keys.service.js';
import { PushSubscriptionsRepository } from './push-subscriptions.repository.js';

/** Who is told by push, and the installation's key for it: below the channel that sends. */
@Module({
  providers: [PushKeysService, PushSubscriptionsRepository],
  exports: [PushKeysService, PushSubscriptionsRepository],
})
export class PushStorageModule {}
