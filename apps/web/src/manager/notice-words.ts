/** What was changed about a person's account, as a sentence. */
import type { AccountNotice, AccountNoticeKind } from '@curbline/contracts/http';
import { m } from '../messages/generated/messages.js';

const KINDS: Readonly<
  Record<Exclude<AccountNoticeKind, 'device-token-reused' | 'webhook-off'>, () => string>
> = {
  'password-changed': m.manager_notice_password,
  'pin-changed': m.manager_notice_pin,
  'passkey-added': m.manager_notice_passkey_added,
  'passkey-removed': m.manager_notice_passkey_removed,
  'totp-on': m.manager_notice_totp_on,
  'totp-off': m.manager_notice_totp_off,
  'recovery-codes-made': m.manager_notice_codes_made,
  'recovery-code-used': m.manager_notice_code_used,
  'second-factor-reset': m.manager_notice_reset,
  'provider-linked': m.manager_notice_provider,
};

/** "Your password was changed, by Paul." */
export function noticeWords({ kind, by, byYourself }: AccountNotice): string {
  // Nobody is known to have done it: the name is the screen's, or the endpoint's.
  if (kind === 'device-token-reused') return m.manager_notice_device({ name: by ?? '' });
  if (kind === 'webhook-off') return m.manager_notice_webhook_off({ name: by ?? '' });
  const what = KINDS[kind]?.() ?? kind;
  if (byYourself) return m.manager_notice_by_you({ what });
  return by === null ? m.manager_notice_by_server({ what }) : m.manager_notice_by({ what, name: by });
}
