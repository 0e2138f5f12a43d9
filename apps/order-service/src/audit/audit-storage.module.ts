import { Module } from '@nestjs/common';
import { AuditRepository } from './audit.repository.js';
import { AuditService } from './audit.service.js';

/** Notes changes within a caller's transaction, also for a command on the server. */
@Module({ providers: [AuditRepository, AuditService], exports: [AuditService] })
export class AuditStorageModule {}
