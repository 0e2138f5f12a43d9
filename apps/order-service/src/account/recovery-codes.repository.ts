/** Recovery codes, for a person who lost phone and key. Ten, each good once, stored as slow hashes. */
import { Injectable } from '@nestjs/common';
import { hashCode, newCode } from '@curbline/access';
import { type EntityManager, IsNull } from 'typeorm';
import { RecoveryCodeEntity } from './recovery-code.entity.js';

const CODES = 10;
/** 10 of 31 letters are 49 bits. */
const LETTERS = 10;

@Injectable()
export class RecoveryCodesRepository {
  /** Replaces all codes of a person. @param now Unix ms; @returns them in clear, for the only time. */
  async replace(manager: EntityManager, staffId: string, now: number): Promise<string[]> {
    const codes = Array.from({ length: CODES }, () => newCode(LETTERS));
    const hashes = await Promise.all(codes.map(hashCode));
    await manager.delete(RecoveryCodeEntity, { staffId });
    const madeAt = new Date(now);
    await manager.insert(
      RecoveryCodeEntity,
      hashes.map((codeHash) => ({ staffId, codeHash, madeAt })),
    );
    return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
  }

  /**
   * Uses a code up; of two at once with the same code, one gets true.
   * @param code in letters as it was shown, without the dash. @param now Unix ms
   * @returns false when it is unknown or used.
   */
  async use(manager: EntityManager, staffId: string, code: string, now: number): Promise<boolean> {
    const unused = { staffId, codeHash: await hashCode(code), usedAt: IsNull() };
    const { affected } = await manager.update(RecoveryCodeEntity, unused, { usedAt: new Date(now) });
    return affected === 1;
  }

  /** How many codes are not used yet. */
  countLeft(manager: EntityManager, staffId: string): Promise<number> {
    return manager.countBy(RecoveryCodeEntity, { staffId, usedAt: IsNull() });
  }
}
