import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { LogCursorsRepository } from './log-cursors.repository.js';
import { LogFollowingService } from './log-following.service.js';

/** Reads the logs of all stores and passes their events on. */
@Module({
  imports: [AlertsModule, MessagesModule, WebhooksModule],
  providers: [LogCursorsRepository, LogFollowingService],
})
export class FollowModule {}
