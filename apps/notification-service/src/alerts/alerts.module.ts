import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { PushStorageModule } from '../push/push-storage.module.js';
import { AlertedStoresRepository } from './alerted-stores.repository.js';
import { DarkBoardsService } from './dark-boards.service.js';
import { PromisedWaitsRepository } from './promised-waits.repository.js';
import { StaffPushService } from './staff-push.service.js';

/** What a store's own people are told: that nobody looks at a board, that somebody waits. */
@Module({
  imports: [DeliveriesModule, PushStorageModule],
  providers: [AlertedStoresRepository, DarkBoardsService, PromisedWaitsRepository, StaffPushService],
  exports: [StaffPushService],
})
export class AlertsModule {}
