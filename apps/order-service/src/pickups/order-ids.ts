/**
 * An order's id tells where to look for it: shops name an order by its id alone, and the look-up still names
 * the store (docs/adr/0017). A UUID of version 8 (RFC 9562, for what its maker puts in): 24 bits of a hash of
 * the store's id, its mark, and 98 random ones. Two stores may share a mark. To everybody else it is opaque.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { OrderId } from '@curbline/contracts/ids';

const MARK_BYTES = 3;

/** As PostgreSQL finds stores by it, see the migration `order-marks`. */
export const MARK_OF_STORE = `substring(sha256(id::bytea) FOR ${MARK_BYTES})`;

export const markOf = (storeId: string): Buffer =>
  createHash('sha256').update(storeId).digest().subarray(0, MARK_BYTES);

/** @param bytes 16, of which the id keeps the last 12 but for its version. */
export function newOrderId(storeId: string, bytes: Buffer = randomBytes(16)): OrderId {
  markOf(storeId).copy(bytes);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The mark in an order's id; undefined for one of version 4, made before ids had one. */
export function markIn(orderId: OrderId): Buffer | undefined {
  const hex = orderId.replaceAll('-', '');
  return hex[12] === '8' ? Buffer.from(hex.slice(0, 2 * MARK_BYTES), 'hex') : undefined;
}
