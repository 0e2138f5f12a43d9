import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { DeviceSessionsService } from './device-sessions.service.js';
import { DeviceTokensRepository } from './device-tokens.repository.js';
import { DeviceTokensService } from './device-tokens.service.js';
import { DeviceController } from './device.controller.js';
import { DevicesRepository } from './devices.repository.js';
import { EnrollmentService } from './enrollment.service.js';
import { TeamController } from './team.controller.js';
import { TeamService } from './team.service.js';

/** The people and devices of a store. */
@Module({
  imports: [AccountModule, IdempotencyModule],
  controllers: [DeviceController, TeamController],
  providers: [
    DeviceSessionsService,
    DevicesRepository,
    DeviceTokensRepository,
    DeviceTokensService,
    EnrollmentService,
    TeamService,
  ],
})
export class StaffModule {}
