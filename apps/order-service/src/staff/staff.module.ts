import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { StaffStorageModule } from './staff-storage.module.js';
import { StaffController } from './staff.controller.js';
import { StaffChangesService } from './staff-changes.service.js';
import { StaffService } from './staff.service.js';

/** The people of a store, as managers see and change them. */
@Module({
  imports: [AuditModule, IdempotencyModule, StaffStorageModule],
  controllers: [StaffController],
  providers: [StaffChangesService, StaffService],
  exports: [StaffChangesService, StaffService],
})
export class StaffModule {}
