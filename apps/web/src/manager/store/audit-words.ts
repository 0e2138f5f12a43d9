/** The audit trail in words: what was done, and each value before and after. */
import type { AuditAction, AuditChange } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';
import { type Field, filled, type FilledSettings } from './merge.js';
import { fieldName, fieldText } from './setting-words.js';

const ACTIONS: Record<AuditAction, () => string> = {
  store_created: m.store_audit_store_created,
  store_changed: m.store_audit_store_changed,
  sign_renewed: m.store_audit_sign_renewed,
  photo_replaced: m.store_audit_photo_replaced,
  photo_removed: m.store_audit_photo_removed,
  person_added: m.store_audit_person_added,
  person_changed: m.store_audit_person_changed,
  person_disabled: m.store_audit_person_disabled,
  pin_replaced: m.store_audit_pin_replaced,
  password_replaced: m.store_audit_password_replaced,
  provider_linked: m.store_audit_provider_linked,
  second_factors_reset: m.store_audit_second_factors_reset,
  screen_code_made: m.store_audit_screen_code_made,
  screen_revoked: m.store_audit_screen_revoked,
  shop_key_issued: m.store_audit_shop_key_issued,
  shop_key_revoked: m.store_audit_shop_key_revoked,
};
export const actionWords = (action: AuditAction): string => ACTIONS[action]();

/** A store's setting as the page shows it; any other value as it is. */
export function valueWords(action: AuditAction, { field }: AuditChange, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (action !== 'store_changed') return Array.isArray(value) ? value.join(', ') : String(value);
  try {
    return fieldText(field as Field, filled({ [field]: value } as unknown as FilledSettings));
  } catch {
    // A setting that this page does not know yet.
    return JSON.stringify(value);
  }
}
export function fieldWords(action: AuditAction, { field }: AuditChange): string {
  try {
    return action === 'store_changed' ? fieldName(field as Field) : field;
  } catch {
    return field;
  }
}
