import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { KnownPlacesModule } from '../known-places/known-places.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { SessionsStorageModule } from '../sessions/sessions-storage.module.js';
import { StaffStorageModule } from '../staff/staff-storage.module.js';
import { DeviceSessionsController } from './device-sessions.controller.js';
import { DeviceSessionsService } from './device-sessions.service.js';
import { DeviceTokensRepository } from './device-tokens.repository.js';
import { DeviceTokensService } from './device-tokens.service.js';
import { DevicesController } from './devices.controller.js';
import { DevicesRepository } from './devices.repository.js';
import { DevicesService } from './devices.service.js';
import { EnrollmentController } from './enrollment.controller.js';
import { EnrollmentService } from './enrollment.service.js';

/** The devices of a store: enrolled, given new tokens, revoked. */
@Module({
  imports: [
    AuditModule,
    IdempotencyModule,
    KnownPlacesModule,
    NoticesModule,
    SessionsStorageModule,
    StaffStorageModule,
  ],
  controllers: [DevicesController, DeviceSessionsController, EnrollmentController],
  providers: [
    DeviceSessionsService,
    DevicesRepository,
    DevicesService,
    DeviceTokensRepository,
    DeviceTokensService,
    EnrollmentService,
  ],
  exports: [DeviceSessionsService],
})
export class DevicesModule {}
