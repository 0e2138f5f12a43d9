/**
 * notification-service: everything that leaves Curbline towards people and systems. It follows the stores' logs, decides
 * by `libs/domain/notify` and sends; the program around it provides what it shares with other services.
 */
import { Module } from '@nestjs/common';
import { AlertsModule } from './alerts/alerts.module.js';
import { FollowModule } from './follow/follow.module.js';
import { InboundModule } from './inbound/inbound.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { PushModule } from './push/push.module.js';

export { notificationServiceMigrations } from './migrations/notification-service-migrations.js';

@Module({ imports: [AlertsModule, FollowModule, InboundModule, OutboxModule, PushModule] })
export class NotificationServiceModule {}
