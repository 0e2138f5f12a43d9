import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ManagerSessionsController } from './manager-sessions.controller.js';
import { ManagerSessionsService } from './manager-sessions.service.js';
import { SessionsStorageModule } from './sessions-storage.module.js';
import { StaffSessionsController } from './staff-sessions.controller.js';
import { StaffSessionsService } from './staff-sessions.service.js';

/** The sessions of managers and staff, which they list and end themselves. */
@Module({
  imports: [IdempotencyModule, SessionsStorageModule],
  controllers: [ManagerSessionsController, StaffSessionsController],
  providers: [ManagerSessionsService, StaffSessionsService],
  exports: [ManagerSessionsService, SessionsStorageModule],
})
export class SessionsModule {}
