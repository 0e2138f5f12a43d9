import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { AuditModule } from '../audit/audit.module.js';
import { StaffStorageModule } from '../staff/staff-storage.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { acceptImportBodies } from './import-body.js';
import { ImportPeopleService } from './import-people.service.js';
import { ImportStoresService } from './import-stores.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';

/** Stores, bays and people from files. */
@Module({
  imports: [AuditModule, StaffStorageModule, StoresModule],
  controllers: [ImportsController],
  providers: [ImportPeopleService, ImportsService, ImportStoresService],
  exports: [ImportsService],
})
export class ImportsModule implements OnModuleInit {
  constructor(private readonly adapterHost: HttpAdapterHost<FastifyAdapter>) {}

  onModuleInit(): void {
    acceptImportBodies(this.adapterHost.httpAdapter.getInstance());
  }
}
