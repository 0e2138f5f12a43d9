import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DevicesModule } from '../devices/devices.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { KnownPlacesModule } from '../known-places/known-places.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { AccountStorageModule } from './account-storage.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { AdminsController } from './admins.controller.js';
import { AdminsService } from './admins.service.js';
import { FirstAdminController } from './first-admin.controller.js';
import { FirstAdminService } from './first-admin.service.js';
import { PasskeysService } from './passkeys.service.js';
import { IdentitiesRepository } from './provider/identities.repository.js';
import { IdentityProvider } from './provider/identity-provider.js';
import { ProviderSignInController } from './provider/provider-sign-in.controller.js';
import { ProviderSignInService } from './provider/provider-sign-in.service.js';
import { PasswordAttemptsService } from './password-attempts.service.js';
import { PinAttemptsService } from './pin-attempts.service.js';
import { ReauthenticationController } from './reauthentication.controller.js';
import { ReauthenticationService } from './reauthentication.service.js';
import { SecondFactorResetController } from './second-factor-reset.controller.js';
import { SecondFactorsController } from './second-factors.controller.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SignInAttemptsService } from './sign-in-attempts.service.js';
import { SignInStepsService } from './sign-in-steps.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { StaffAccountController } from './staff-account.controller.js';
import { StaffAccountService } from './staff-account.service.js';
import { StaffSignInController } from './staff-sign-in.controller.js';
import { StaffSignInService } from './staff-sign-in.service.js';

/** Signing in and out, and what a person changes about their own account. */
@Module({
  imports: [
    AccountStorageModule,
    AuditModule,
    DevicesModule,
    IdempotencyModule,
    KnownPlacesModule,
    SessionsModule,
    StaffModule,
  ],
  controllers: [
    AccountController,
    AdminsController,
    FirstAdminController,
    ProviderSignInController,
    ReauthenticationController,
    SecondFactorResetController,
    SecondFactorsController,
    SignInController,
    StaffAccountController,
    StaffSignInController,
  ],
  providers: [
    AccountService,
    AdminsService,
    FirstAdminService,
    IdentitiesRepository,
    IdentityProvider,
    ProviderSignInService,
    PasskeysService,
    PasswordAttemptsService,
    PinAttemptsService,
    ReauthenticationService,
    SecondFactorsService,
    SignInAttemptsService,
    SignInService,
    SignInStepsService,
    StaffAccountService,
    StaffSignInService,
  ],
})
export class AccountModule {}
