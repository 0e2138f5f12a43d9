import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { DeviceController } from './device.controller.js';
import { DeviceSessionsService } from './device-sessions.service.js';
import { DeviceTokensService } from './device-tokens.service.js';
import { EnrollmentService } from './enrollment.service.js';
import { TeamController } from './team.controller.js';
import { TeamService } from './team.service.js';

/** The people and devices of a store. */
@Module({
  imports: [AccountModule],
  controllers: [DeviceController, TeamController],
  providers: [DeviceSessionsService, DeviceTokensService, EnrollmentService, TeamService],
})
export class StaffModule {}
