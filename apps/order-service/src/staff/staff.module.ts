import { Module } from '@nestjs/common';
import { AccessModule } from '@curbline/access';
import { Account } from '../account/account.js';
import { AccountController } from '../account/account.controller.js';
import { Passkeys } from '../account/passkeys.js';
import { Reauthentication } from '../account/reauthentication.js';
import { SecondFactors } from '../account/second-factors.js';
import { SecondFactorsController } from '../account/second-factors.controller.js';
import { SecretBox } from '../account/secret-box.js';
import { SignInController } from '../account/sign-in.controller.js';
import { StaffAccount } from '../account/staff-account.js';
import { StaffAccountController } from '../account/staff-account.controller.js';
import { SignInSteps } from '../account/sign-in-steps.js';
import { DeviceController } from './device.controller.js';
import { DeviceTokens } from './device-tokens.js';
import { DeviceSessions } from './device-sessions.js';
import { Enrolment } from './enrolment.js';
import { KnownPlaces } from './known-places.js';
import { ManagerSessions } from './manager-sessions.js';
import { ManagersController } from './managers.controller.js';
import { PasswordAttempts } from './password-attempts.js';
import { PinAttempts } from './pin-attempts.js';
import { SignIn } from './sign-in.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { Team } from './team.js';
import { TeamController } from './team.controller.js';

/** People and devices: enrolling, signing in and out, and who decides about it. */
@Module({
  imports: [AccessModule],
  controllers: [
    AccountController,
    SecondFactorsController,
    SignInController,
    StaffAccountController,
    DeviceController,
    ManagersController,
    TeamController,
  ],
  providers: [
    Account,
    DeviceSessions,
    DeviceTokens,
    Enrolment,
    KnownPlaces,
    ManagerSessions,
    Passkeys,
    PasswordAttempts,
    PinAttempts,
    Reauthentication,
    SecondFactors,
    SecretBox,
    SignIn,
    SignInSteps,
    StaffAccount,
    SignInAttempts,
    Team,
  ],
})
export class StaffModule {}
