/** A manager's own account: proofs of who they are, notices, sessions. */
import { z } from 'zod';
import { Instant } from '../ids/index.js';

/** `POST /v1/me/reauthenticate` */
export const Reauthenticate = z
  .strictObject({ password: z.string().min(1).max(200) })
  .meta({ id: 'Reauthenticate' });
export type Reauthenticate = z.infer<typeof Reauthenticate>;

export const AccountNoticeKind = z.enum([
  'password-changed',
  'pin-changed',
  'passkey-added',
  'passkey-removed',
  'totp-on',
  'totp-off',
  'recovery-codes-made',
  'recovery-code-used',
  'second-factor-reset',
  'device-token-reused',
]);
export type AccountNoticeKind = z.infer<typeof AccountNoticeKind>;

/** `GET /v1/me/notices`: what was changed about one's own account, the newest first. */
export const AccountNotice = z
  .object({
    id: z.uuid(),
    kind: AccountNoticeKind,
    /** Who did it; null: whoever holds the server. */
    by: z.string().nullable(),
    byYourself: z.boolean(),
    occurredAt: Instant,
    seenAt: Instant.nullable(),
  })
  .meta({ id: 'AccountNotice' });
export type AccountNotice = z.infer<typeof AccountNotice>;

/** `POST /v1/me/notices/seen` */
export const NoticesSeen = z
  .strictObject({ ids: z.array(z.uuid()).min(1).max(100) })
  .meta({ id: 'NoticesSeen' });
export type NoticesSeen = z.infer<typeof NoticesSeen>;

export const SessionId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({ description: 'Names a session; it opens nothing' });

/** `GET /v1/me/sessions` */
export const OwnSession = z
  .object({
    id: SessionId,
    /** The one that asks. */
    current: z.boolean(),
    /** Such as "Firefox · Windows"; empty when it is not known. */
    browser: z.string(),
    /** The network, not the address: `203.0.113.x`; empty when it is not known. */
    network: z.string(),
    signedInAt: Instant,
    lastUsedAt: Instant,
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof OwnSession>;
