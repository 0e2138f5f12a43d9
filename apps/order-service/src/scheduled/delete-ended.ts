import type { EntityManager } from 'typeorm';
import { NOTICES_KEPT_MS } from '../account/notices.repository.js';
import { REPLACED_KEPT_MS } from '../staff/device-tokens.service.js';
import { PLACE_KNOWN_MS } from '../account/known-places.service.js';

/** How long what has ended stays, for whoever asks what happened. */
const KEPT_MS = 24 * 3_600_000;

/**
 * Deletes sessions, codes and misses that ended a day ago; for the hourly upkeep. Customers' links stay
 * for 30 days more, so that they answer "has ended" and not "unknown".
 * @param now Unix ms
 */
export async function deleteEnded(manager: EntityManager, now: number): Promise<void> {
  const before = [new Date(now - KEPT_MS)];
  for (const table of [
    'customer_session',
    'staff_session',
    'manager_session',
    'enrol_code',
    'web_authn_challenge',
  ]) {
    await manager.query(`DELETE FROM ${table} WHERE expires_at < $1`, before);
  }
  await manager.query('DELETE FROM sign_in_misses WHERE last_at < $1', before);
  await manager.query('DELETE FROM sign_in_known_address WHERE last_at < $1', [
    new Date(now - PLACE_KNOWN_MS),
  ]);
  await manager.query('DELETE FROM device_token WHERE replaced_at < $1', [new Date(now - REPLACED_KEPT_MS)]);
  await manager.query('DELETE FROM account_notice WHERE occurred_at < $1', [new Date(now - NOTICES_KEPT_MS)]);
  await manager.query('DELETE FROM trip_link WHERE expires_at < $1', [new Date(now - 30 * KEPT_MS)]);
}
