import { Module } from '@nestjs/common';
import { ManagerSessionsRepository } from './manager-sessions.repository.js';
import { StaffSessionsRepository } from './staff-sessions.repository.js';

/** Sessions as they are stored; they work within a caller's transaction and need nothing else. */
@Module({
  providers: [ManagerSessionsRepository, StaffSessionsRepository],
  exports: [ManagerSessionsRepository, StaffSessionsRepository],
})
export class SessionsStorageModule {}
