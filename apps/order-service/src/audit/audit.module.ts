import { Module } from '@nestjs/common';
import { AuditStorageModule } from './audit-storage.module.js';
import { AuditController } from './audit.controller.js';

/** The audit trail of stores and of the chain. */
@Module({ imports: [AuditStorageModule], controllers: [AuditController], exports: [AuditStorageModule] })
export class AuditModule {}
