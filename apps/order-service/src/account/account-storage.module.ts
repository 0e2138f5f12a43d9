import { Module } from '@nestjs/common';
import { CredentialsService } from './credentials.service.js';
import { FailedAttemptsRepository } from './failed-attempts.repository.js';
import { ManagerSessionsRepository } from './manager-sessions.repository.js';
import { NoticesRepository } from './notices.repository.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { PeopleService } from './people.service.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { SecondFactorResetService } from './second-factor-reset.service.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { StaffRepository } from './staff.repository.js';
import { StaffSessionsRepository } from './staff-sessions.repository.js';
import { SurroundingsRepository } from './surroundings.repository.js';
import { TotpRepository } from './totp.repository.js';
import { WebAuthnChallengesRepository } from './web-authn-challenges.repository.js';

const PROVIDERS = [
  CredentialsService,
  FailedAttemptsRepository,
  ManagerSessionsRepository,
  NoticesRepository,
  PasskeysRepository,
  PeopleService,
  RecoveryCodesRepository,
  SecondFactorResetService,
  SecondFactorsRepository,
  StaffRepository,
  StaffSessionsRepository,
  SurroundingsRepository,
  TotpRepository,
  WebAuthnChallengesRepository,
];

/**
 * People, their credentials and sessions as they are stored. All of it works within a caller's transaction and needs
 * nothing else, so that a command on the server uses it without the rest of the service.
 */
@Module({ providers: PROVIDERS, exports: PROVIDERS })
export class AccountStorageModule {}
