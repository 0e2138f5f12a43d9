import { Module } from '@nestjs/common';
import { AuditStorageModule } from '../audit/audit-storage.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { SessionsStorageModule } from '../sessions/sessions-storage.module.js';
import { StaffStorageModule } from '../staff/staff-storage.module.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { SecondFactorResetService } from './second-factor-reset.service.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { TotpRepository } from './totp.repository.js';
import { WebAuthnChallengesRepository } from './web-authn-challenges.repository.js';

/** People with their credentials, second factors and sessions as they are stored. All of it works within a caller's transaction and needs
 * nothing else, so that a command on the server uses it without the rest of the service. */
@Module({
  imports: [AuditStorageModule, NoticesModule, SessionsStorageModule, StaffStorageModule],
  providers: [
    PasskeysRepository,
    RecoveryCodesRepository,
    SecondFactorResetService,
    SecondFactorsRepository,
    TotpRepository,
    WebAuthnChallengesRepository,
  ],
  exports: [
    PasskeysRepository,
    RecoveryCodesRepository,
    SecondFactorResetService,
    SecondFactorsRepository,
    TotpRepository,
    WebAuthnChallengesRepository,
    AuditStorageModule,
    NoticesModule,
    SessionsStorageModule,
    StaffStorageModule,
  ],
})
export class AccountStorageModule {}
