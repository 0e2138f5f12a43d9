/** Recovery codes: the way in for who lost phone and key. Ten, each good once, kept as slow hashes. */
import { hashCode, newCode } from '@curbline/access';
import type { EntityManager } from 'typeorm';

const CODES = 10;
/** 10 of 31 letters are 49 bits. */
const LETTERS = 10;

/** Replaces all codes of a person. @param now Unix ms; @returns them in clear, for the only time. */
export async function makeRecoveryCodes(
  manager: EntityManager,
  staffId: string,
  now: number,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => newCode(LETTERS));
  const hashes = await Promise.all(codes.map(hashCode));
  await manager.query('DELETE FROM recovery_code WHERE staff_id = $1', [staffId]);
  for (const hash of hashes) {
    await manager.query('INSERT INTO recovery_code (staff_id, code_hash, made_at) VALUES ($1, $2, $3)', [
      staffId,
      hash,
      new Date(now),
    ]);
  }
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/** Uses a code up, in letters as it was shown without the dash. @returns false when it is unknown or used. */
export async function useRecoveryCode(
  manager: EntityManager,
  staffId: string,
  code: string,
  now: number,
): Promise<boolean> {
  const hash = await hashCode(code);
  const found = await manager.query<unknown[]>(
    'SELECT 1 FROM recovery_code WHERE staff_id = $1 AND code_hash = $2 AND used_at IS NULL FOR UPDATE',
    [staffId, hash],
  );
  if (found.length === 0) return false;
  await manager.query('UPDATE recovery_code SET used_at = $3 WHERE staff_id = $1 AND code_hash = $2', [
    staffId,
    hash,
    new Date(now),
  ]);
  return true;
}

export async function recoveryCodesLeft(manager: EntityManager, staffId: string): Promise<number> {
  const [row] = await manager.query<{ left: string }[]>(
    'SELECT count(*) AS left FROM recovery_code WHERE staff_id = $1 AND used_at IS NULL',
    [staffId],
  );
  return Number(row?.left ?? 0);
}
