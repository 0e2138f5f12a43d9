/** Shop keys in words. */
import type { ShopKeyView, ShopScope } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';
import { dateAndTime } from '../../ui/format.js';

/** Whether a key opens anything. @param now Unix ms */
export const isGood = ({ revokedAt, expiresAt }: ShopKeyView, now: number): boolean =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);

function scopeWords(scopes: readonly ShopScope[]): string {
  if (scopes.length > 1) return m.admin_key_both();
  return scopes[0] === 'figures' ? m.admin_key_figures() : m.admin_key_orders();
}

const timeOf = (instant: string): { time: string } => ({ time: dateAndTime(Date.parse(instant)) });

function endWords({ revokedAt, expiresAt }: ShopKeyView, now: number): string {
  if (revokedAt !== null) return m.admin_key_revoked(timeOf(revokedAt));
  if (expiresAt === null) return m.admin_key_endless();
  return Date.parse(expiresAt) > now
    ? m.admin_key_ends(timeOf(expiresAt))
    : m.admin_key_expired(timeOf(expiresAt));
}

/** What a key is for, on one line, and its times, on another. @param names of stores by their ids */
export function keyWords(
  key: ShopKeyView,
  names: ReadonlyMap<string, string>,
  now: number,
): readonly [string, string] {
  const stores = key.storeIds?.map((id) => names.get(id) ?? id).join(', ') ?? m.admin_key_all_stores();
  const used = key.lastUsedAt === null ? m.admin_key_unused() : m.admin_key_used(timeOf(key.lastUsedAt));
  return [[key.shopId, scopeWords(key.scopes), stores].join(' · '), [used, endWords(key, now)].join(' · ')];
}
