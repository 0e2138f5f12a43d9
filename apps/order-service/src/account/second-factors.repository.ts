/** What a person has as second factors: read, and taken away. */
import type { PasskeyView, SecondFactorMethod } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import { recoveryCodesLeft } from './recovery-codes.repository.js';

interface PasskeyRow {
  id: string;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

export async function listPasskeys(manager: EntityManager, staffId: string): Promise<PasskeyView[]> {
  const rows = await manager.query<PasskeyRow[]>(
    'SELECT id, name, created_at, last_used_at FROM passkey WHERE staff_id = $1 ORDER BY created_at, id',
    [staffId],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

/** Since when an authenticator app is in force; null: none is. */
export async function totpSince(manager: EntityManager, staffId: string): Promise<Date | null> {
  const [row] = await manager.query<{ confirmed_at: Date | null }[]>(
    'SELECT confirmed_at FROM totp WHERE staff_id = $1',
    [staffId],
  );
  return row?.confirmed_at ?? null;
}

/** What the person can show as a second factor, the easiest first. */
export async function methodsOf(manager: EntityManager, staffId: string): Promise<SecondFactorMethod[]> {
  const [passkeys, totp, codes] = await Promise.all([
    listPasskeys(manager, staffId),
    totpSince(manager, staffId),
    recoveryCodesLeft(manager, staffId),
  ]);
  const methods: SecondFactorMethod[] = [];
  if (passkeys.length > 0) methods.push('passkey');
  if (totp !== null) methods.push('totp');
  if (methods.length > 0 && codes > 0) methods.push('recovery-code');
  return methods;
}

/** Takes all second factors of a person away, for one who lost them. @returns whether there were any. */
export async function removeSecondFactors(manager: EntityManager, staffId: string): Promise<boolean> {
  const had = (await methodsOf(manager, staffId)).length > 0;
  await manager.query('DELETE FROM passkey WHERE staff_id = $1', [staffId]);
  await manager.query('DELETE FROM totp WHERE staff_id = $1', [staffId]);
  await manager.query('DELETE FROM recovery_code WHERE staff_id = $1', [staffId]);
  return had;
}
