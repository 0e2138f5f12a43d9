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
  'person_enabled',
  'person_removed',
  'person_signed_out',
  'pin_replaced',
  'password_replaced',
  'second_factors_reset',
  'provider_linked',
  'screen_code_made',
  'screen_code_withdrawn',
  'screen_changed',
  'screen_revoked',
  'shop_key_issued',
  'shop_key_revoked',
  'contact_erased',
  'personal_data_exported',
  'personal_data_erased',
  'shop_connected',
  'shop_connection_changed',
  'shop_place_mapped',
  'shop_signing_key_replaced',
  'shop_connection_removed',
  'webhook_added',
  'webhook_changed',
  'webhook_secret_replaced',
  'webhook_removed',
  'webhook_turned_off',
  // A person's own account.
  'own_pin_changed',
  'own_password_changed',
  'passkey_added',
  'passkey_removed',
  'app_added',
  'app_removed',
  'recovery_codes_made',
  // From the command line of the server alone.
  'backup_restored',
  'demonstration_ended',
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
    /** Null: whoever holds the server, from its command line. */
    by: z.object({ staffId: StaffId, name: z.string() }).nullable(),
    /**
     * Marks the address that the request came from: the same mark is the same address. A hash with the installation's
     * key; null on an installation without one.
     */
    address: z.string().nullable(),
    action: AuditAction,
    /** What was changed, as people know it: a name, a bay's label. */
    subject: z.string(),
    changes: z.array(AuditChange),
    /** The entry whose values this change put back; null for any other change. */
    undoes: z.number().int().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** One entry of a store's trail in a path. */
export const AuditEntryId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

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
