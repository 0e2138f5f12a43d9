/** The second factors of a person: listed, and removed. */
import { Injectable } from '@nestjs/common';
import type { SecondFactorMethod } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import { PasskeyEntity } from './passkey.entity.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { TotpEntity } from './totp.entity.js';
import { TotpRepository } from './totp.repository.js';

@Injectable()
export class SecondFactorsRepository {
  constructor(
    private readonly passkeys: PasskeysRepository,
    private readonly totp: TotpRepository,
    private readonly recoveryCodes: RecoveryCodesRepository,
  ) {}

  /** What the person can show as a second factor, the easiest first. */
  async methods(manager: EntityManager, staffId: string): Promise<SecondFactorMethod[]> {
    const [passkeys, totp, codes] = await Promise.all([
      this.passkeys.list(manager, staffId),
      this.totp.since(manager, staffId),
      this.recoveryCodes.countLeft(manager, staffId),
    ]);
    const methods: SecondFactorMethod[] = [];
    if (passkeys.length > 0) methods.push('passkey');
    if (totp !== null) methods.push('totp');
    if (methods.length > 0 && codes > 0) methods.push('recovery-code');
    return methods;
  }

  /** Removes all second factors of a person. */
  async remove(manager: EntityManager, staffId: string): Promise<void> {
    for (const entity of [PasskeyEntity, TotpEntity, RecoveryCodeEntity])
      await manager.delete(entity, { staffId });
  }
}
