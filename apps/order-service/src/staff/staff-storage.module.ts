import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/notices.module.js';
import { SessionsStorageModule } from '../sessions/sessions-storage.module.js';
import { CredentialsService } from './credentials.service.js';
import { FailedAttemptsRepository } from './failed-attempts.repository.js';
import { PeopleService } from './people.service.js';
import { ReachRepository } from './reach.repository.js';
import { ReachService } from './reach.service.js';
import { StaffRepository } from './staff.repository.js';
import { SurroundingsRepository } from './surroundings.repository.js';

/** People and their PINs and passwords as they are stored; usable within a caller's transaction, also by a command on the server. */
@Module({
  imports: [NoticesModule, SessionsStorageModule],
  providers: [
    CredentialsService,
    FailedAttemptsRepository,
    PeopleService,
    ReachRepository,
    ReachService,
    StaffRepository,
    SurroundingsRepository,
  ],
  exports: [
    CredentialsService,
    FailedAttemptsRepository,
    PeopleService,
    ReachRepository,
    ReachService,
    StaffRepository,
    SurroundingsRepository,
  ],
})
export class StaffStorageModule {}
