import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { MessagesController } from './messages.controller.js';
import { OutboxService } from './outbox.service.js';

/** The messages to customers, as managers see them. */
@Module({
  imports: [ChannelsModule, DeliveriesModule],
  controllers: [MessagesController],
  providers: [OutboxService],
})
export class OutboxModule {}
