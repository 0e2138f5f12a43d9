/** The audit trail in words: what was done, and each value before and after. */
import type { AuditAction, AuditChange, AuditEntry, StaffView } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';
import { dateAndTime } from '../../ui/format.js';
import { roleWords } from '../words.js';
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
  person_enabled: m.store_audit_person_enabled,
  person_removed: m.store_audit_person_removed,
  person_signed_out: m.store_audit_person_signed_out,
  pin_replaced: m.store_audit_pin_replaced,
  password_replaced: m.store_audit_password_replaced,
  provider_linked: m.store_audit_provider_linked,
  second_factors_reset: m.store_audit_second_factors_reset,
  screen_code_made: m.store_audit_screen_code_made,
  screen_code_withdrawn: m.store_audit_screen_code_withdrawn,
  screen_changed: m.store_audit_screen_changed,
  screen_revoked: m.store_audit_screen_revoked,
  shop_key_issued: m.store_audit_shop_key_issued,
  shop_key_revoked: m.store_audit_shop_key_revoked,
  contact_erased: m.store_audit_contact_erased,
  personal_data_exported: m.store_audit_personal_data_exported,
  personal_data_erased: m.store_audit_personal_data_erased,
  shop_connected: m.store_audit_shop_connected,
  shop_connection_changed: m.store_audit_shop_connection_changed,
  shop_place_mapped: m.store_audit_shop_place_mapped,
  shop_signing_key_replaced: m.store_audit_shop_signing_key_replaced,
  shop_connection_removed: m.store_audit_shop_connection_removed,
  webhook_added: m.store_audit_webhook_added,
  webhook_changed: m.store_audit_webhook_changed,
  webhook_secret_replaced: m.store_audit_webhook_secret_replaced,
  webhook_removed: m.store_audit_webhook_removed,
  webhook_turned_off: m.store_audit_webhook_turned_off,
  own_pin_changed: m.store_audit_own_pin_changed,
  own_password_changed: m.store_audit_own_password_changed,
  passkey_added: m.store_audit_passkey_added,
  passkey_removed: m.store_audit_passkey_removed,
  app_added: m.store_audit_app_added,
  app_removed: m.store_audit_app_removed,
  recovery_codes_made: m.store_audit_recovery_codes_made,
  backup_restored: m.store_audit_backup_restored,
  demonstration_ended: m.store_audit_demonstration_ended,
};
export const actionWords = ({ action, undoes }: Pick<AuditEntry, 'action' | 'undoes'>): string =>
  undoes === null ? ACTIONS[action]() : m.store_audit_undoes();

/** What stands where a person has a name: the kind of a screen, the fields of a key. */
const SUBJECTS: Readonly<Record<string, () => string>> = {
  wall: m.manager_kind_wall,
  handheld: m.manager_kind_handheld,
};
export const subjectWords = (subject: string): string => SUBJECTS[subject]?.() ?? subject;

const OTHER_FIELDS: Readonly<Record<string, () => string>> = {
  name: m.store_audit_field_name,
  role: m.store_audit_field_role,
  shopId: m.store_audit_field_shop,
  scopes: m.store_audit_field_may,
  storeIds: m.store_audit_field_stores,
  stores: m.store_audit_field_other_stores,
  regions: m.store_audit_field_regions,
  expiresAt: m.store_audit_field_until,
};

function otherText(field: string, value: unknown): string {
  if (field === 'role') return roleWords(value as StaffView['role']);
  if (field === 'expiresAt') return dateAndTime(Date.parse(String(value)));
  return Array.isArray(value) ? value.join(', ') || '–' : String(value);
}

/** A store's setting as the page shows it; any other value as it is. */
export function valueWords(action: AuditAction, { field }: AuditChange, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (action !== 'store_changed') return otherText(field, value);
  try {
    return fieldText(field as Field, filled({ [field]: value } as unknown as FilledSettings));
  } catch {
    // A setting that this page does not know yet.
    return JSON.stringify(value);
  }
}
export function fieldWords(action: AuditAction, { field }: AuditChange): string {
  try {
    return action === 'store_changed' ? fieldName(field as Field) : (OTHER_FIELDS[field]?.() ?? field);
  } catch {
    return field;
  }
}
