import { Module } from '@nestjs/common';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { PushStorageModule } from '../push/push-storage.module.js';
import { CustomerLinksRepository } from './customer-links.repository.js';
import { MessagePlanningService } from './message-planning.service.js';
import { StoreMessagesRepository } from './store-messages.repository.js';

/** Which messages follow from what happens at a store. */
@Module({
  imports: [DeliveriesModule, PushStorageModule],
  providers: [CustomerLinksRepository, MessagePlanningService, StoreMessagesRepository],
  exports: [MessagePlanningService, StoreMessagesRepository],
})
export class MessagesModule {}
