import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { AccountStorageModule } from './account-storage.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { FirstAdminController } from './first-admin.controller.js';
import { FirstAdminService } from './first-admin.service.js';
import { KnownPlaceEntity } from './known-place.entity.js';
import { KnownPlacesRepository } from './known-places.repository.js';
import { KnownPlacesService } from './known-places.service.js';
import { ManagerSessionsService } from './manager-sessions.service.js';
import { ManagersController } from './managers.controller.js';
import { PasskeysService } from './passkeys.service.js';
import { PasswordAttemptsService } from './password-attempts.service.js';
import { PinAttemptsService } from './pin-attempts.service.js';
import { ReauthenticationService } from './reauthentication.service.js';
import { SecondFactorsController } from './second-factors.controller.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SecretBox } from './secret-box.js';
import { SignInAttemptsService } from './sign-in-attempts.service.js';
import { SignInStepsService } from './sign-in-steps.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { StaffAccountController } from './staff-account.controller.js';
import { StaffAccountService } from './staff-account.service.js';

/** Signing in and out, and what a person changes about their own account. */
@Module({
  imports: [AccountStorageModule, IdempotencyModule, TypeOrmModule.forFeature([KnownPlaceEntity])],
  controllers: [
    AccountController,
    FirstAdminController,
    ManagersController,
    SecondFactorsController,
    SignInController,
    StaffAccountController,
  ],
  providers: [
    AccountService,
    FirstAdminService,
    KnownPlacesRepository,
    KnownPlacesService,
    ManagerSessionsService,
    PasskeysService,
    PasswordAttemptsService,
    PinAttemptsService,
    ReauthenticationService,
    SecondFactorsService,
    SecretBox,
    SignInAttemptsService,
    SignInService,
    SignInStepsService,
    StaffAccountService,
  ],
  exports: [AccountStorageModule, KnownPlacesService, SignInService],
})
export class AccountModule {}
