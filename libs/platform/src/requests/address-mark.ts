/** A mark of an address in the audit trail: the same mark is the same address, and the address is not in it. */
import { createHmac, hkdfSync } from 'node:crypto';
import { addressKey } from './address-keys.js';

/** 72 bits: enough to tell addresses apart, and short enough to be compared by eye. */
const MARK_CHARACTERS = 12;

/**
 * @param secretKey of the installation. Without it there is no mark: the addresses of IPv4 are few enough to try them all
 *   against a plain hash.
 */
export function addressMark(secretKey: string | undefined, address: string | null): string | null {
  if (address === null || secretKey === undefined) return null;
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'curbline audit addresses', 32));
  return createHmac('sha256', key).update(addressKey(address)).digest('base64url').slice(0, MARK_CHARACTERS);
}
