/** The audit trail: who changed what in a store or the chain, when, and from where. */
import { z } from 'zod';
import { Instant, StaffId, StoreId } from '../ids/index.js';

export const AuditAction = z.enum([
  'store_created',
  'store_changed',
  'sign_renewed',
  'photo_replaced',
  'photo_removed',
  'person_added',
  'person_changed',
  'person_disabled',
  'pin_replaced',
  'password_replaced',
  'second_factors_reset',
  'provider_linked',
  'screen_code_made',
  'screen_revoked',
  'shop_key_issued',
  'shop_key_revoked',
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** One setting, before and after; null where there was none or is none. Never a secret. */
export const AuditChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
export type AuditChange = z.infer<typeof AuditChange>;

export const AuditEntry = z
  .object({
    id: z.number().int(),
    /** Null: the chain as a whole. */
    storeId: StoreId.nullable(),
    occurredAt: Instant,
    by: z.object({ staffId: StaffId, name: z.string() }),
    /**
     * Marks the address that the request came from: the same mark is the same address. A hash with the installation's
     * key; null on an installation without one.
     */
    address: z.string().nullable(),
    action: AuditAction,
    /** What was changed, as people know it: a name, a bay's label. */
    subject: z.string(),
    changes: z.array(AuditChange),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** `GET /v1/stores/:storeId/audit` and `GET /v1/audit`. */
export const AuditQuery = z.strictObject({
  /** Entries before this one: `next` of the page before. */
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = z
  .object({
    /** The newest first. */
    entries: z.array(AuditEntry),
    /** Asks for the page after this one as `before`; null when there is none. */
    next: z.number().int().nullable(),
  })
  .meta({ id: 'AuditPage' });
export type AuditPage = z.infer<typeof AuditPage>;
