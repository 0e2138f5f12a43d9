import { Module } from '@nestjs/common';
import { AuditStorageModule } from '../audit/audit-storage.module.js';
import { ChangesModule } from '../changes/changes.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { AnonymizationService } from './anonymization.service.js';
import { PersonalDataController } from './personal-data.controller.js';
import { PersonalDataRepository } from './personal-data.repository.js';
import { PersonalDataService } from './personal-data.service.js';

/** What is stored on a customer: given to them, erased when they ask, and forgotten in time. */
@Module({
  imports: [AuditStorageModule, ChangesModule, IdempotencyModule, PickupsModule],
  controllers: [PersonalDataController],
  providers: [AnonymizationService, PersonalDataRepository, PersonalDataService],
  exports: [AnonymizationService, PersonalDataService],
})
export class PersonalDataModule {}
