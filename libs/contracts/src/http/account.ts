/** A manager's own account: proofs of who they are, notices, sessions. */
import { z } from 'zod';
import { Instant } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { ManagerSession } from './staff.js';

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
  'provider-linked',
  'webhook-off',
]);
export type AccountNoticeKind = z.infer<typeof AccountNoticeKind>;

/** `GET /v1/me/notices`: what was changed about one's own account, the newest first. */
export const AccountNotice = z
  .object({
    id: z.uuid(),
    kind: AccountNoticeKind,
    /** Who did it, with `device-token-reused` the screen's name; null: whoever holds the server. */
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

const Base64Url = z
  .string()
  .min(1)
  .max(8_000)
  .regex(/^[A-Za-z0-9_-]+$/);
const CredentialEnvelope = {
  id: Base64Url.max(1_400),
  rawId: Base64Url.max(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

/** What the browser sends after it created a passkey (WebAuthn's RegistrationResponseJSON). */
export const PasskeyRegistration = z
  .object({
    ...CredentialEnvelope,
    response: z.object({
      clientDataJSON: Base64Url,
      attestationObject: Base64Url,
      transports: z.array(z.string().max(20)).max(10).default([]),
    }),
  })
  .meta({ id: 'PasskeyRegistration' });
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>;

/** What the browser sends after a passkey was used (WebAuthn's AuthenticationResponseJSON). */
export const PasskeyAssertion = z
  .object({
    ...CredentialEnvelope,
    response: z.object({
      clientDataJSON: Base64Url,
      authenticatorData: Base64Url,
      signature: Base64Url,
      userHandle: Base64Url.nullish(),
    }),
  })
  .meta({ id: 'PasskeyAssertion' });
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** WebAuthn's own options, which the browser's library takes as they are. */
export const WebAuthnOptions = z.record(z.string(), z.unknown()).meta({ id: 'WebAuthnOptions' });
export type WebAuthnOptions = z.infer<typeof WebAuthnOptions>;

const TotpCode = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, says('the code of the app has 6 digits')));
const RecoveryCode = z
  .string()
  .toUpperCase()
  .transform((text) => text.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[A-Z2-9]{10}$/, says('a recovery code has 10 letters and digits')));

/** `POST /v1/sign-in/second-factor`: one of the three. */
export const SecondFactor = z
  .strictObject({
    code: TotpCode.optional(),
    recoveryCode: RecoveryCode.optional(),
    passkey: PasskeyAssertion.optional(),
  })
  .refine((given) => Object.values(given).filter((value) => value !== undefined).length === 1, {
    path: ['code'],
    message: says('give one of code, recoveryCode and passkey'),
  })
  .meta({ id: 'SecondFactor' });
export type SecondFactor = z.infer<typeof SecondFactor>;

/** `POST /v1/me/reauthenticate`: one of the two. */
export const Reauthenticate = z
  .strictObject({ password: z.string().min(1).max(200).optional(), passkey: PasskeyAssertion.optional() })
  .refine((given) => (given.password === undefined) !== (given.passkey === undefined), {
    path: ['password'],
    message: says('give a password or a passkey'),
  })
  .meta({ id: 'Reauthenticate' });
export type Reauthenticate = z.infer<typeof Reauthenticate>;

/** `POST /v1/sign-in/passkey`: without a password. */
export const PasskeySignIn = z.strictObject({ passkey: PasskeyAssertion }).meta({ id: 'PasskeySignIn' });
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;

/**
 * How far a sign-in has come: `complete`; `second-factor`, when one is still to be shown; `set-up`, when this
 * installation asks for one and the person has none yet. Before it is complete, nothing else is open.
 */
export const SignInStage = z.enum(['complete', 'second-factor', 'set-up']);
export type SignInStage = z.infer<typeof SignInStage>;

export const SecondFactorMethod = z.enum(['passkey', 'totp', 'recovery-code']);
export type SecondFactorMethod = z.infer<typeof SecondFactorMethod>;

/** The response of every route that signs somebody in. */
export const SignInAnswer = z
  .object({
    stage: SignInStage,
    /** With `second-factor`: what the person has. */
    methods: z.array(SecondFactorMethod),
    /** With `complete`. */
    session: ManagerSession.nullable(),
  })
  .meta({ id: 'SignInAnswer' });
export type SignInAnswer = z.infer<typeof SignInAnswer>;

export const PasskeyId = z
  .uuid()
  .meta({ description: 'Id of a passkey; the key itself stays with its owner' });
const PasskeyName = z.string().trim().min(1).max(40);

export const PasskeyView = z
  .object({ id: PasskeyId, name: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable() })
  .meta({ id: 'Passkey' });
export type PasskeyView = z.infer<typeof PasskeyView>;

/** `GET /v1/me/second-factors` */
export const SecondFactorsView = z
  .object({
    passkeys: z.array(PasskeyView),
    /** Since when an authenticator app is set up. */
    totpSince: Instant.nullable(),
    recoveryCodesLeft: z.number().int(),
    /** This installation asks for a second factor: the last one cannot be removed. */
    required: z.boolean(),
    /** False when this installation has no key to seal an app's secret with. */
    totpOffered: z.boolean(),
  })
  .meta({ id: 'SecondFactors' });
export type SecondFactorsView = z.infer<typeof SecondFactorsView>;

/** `POST /v1/me/passkeys` */
export const NewPasskey = z
  .strictObject({ name: PasskeyName, registration: PasskeyRegistration })
  .meta({ id: 'NewPasskey' });
export type NewPasskey = z.infer<typeof NewPasskey>;

/** `PUT /v1/me/passkeys/:passkeyId` */
export const RenamePasskey = z.strictObject({ name: PasskeyName }).meta({ id: 'RenamePasskey' });
export type RenamePasskey = z.infer<typeof RenamePasskey>;

/** The codes in clear, for the only time; null when the person has some already. */
const RecoveryCodes = z.array(z.string()).nullable();

export const AddedPasskey = z
  .object({ passkey: PasskeyView, recoveryCodes: RecoveryCodes })
  .meta({ id: 'AddedPasskey' });
export type AddedPasskey = z.infer<typeof AddedPasskey>;

/** `POST /v1/me/totp`: in force once a code of it was sent to `…/confirm`. */
export const BegunTotp = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'BegunTotp' });
export type BegunTotp = z.infer<typeof BegunTotp>;

export const ConfirmTotp = z.strictObject({ code: TotpCode }).meta({ id: 'ConfirmTotp' });
export type ConfirmTotp = z.infer<typeof ConfirmTotp>;

export const ShownRecoveryCodes = z
  .object({ recoveryCodes: RecoveryCodes })
  .meta({ id: 'ShownRecoveryCodes' });
export type ShownRecoveryCodes = z.infer<typeof ShownRecoveryCodes>;

/** `GET /v1/staff/me/sessions` */
export const StaffSession = z
  .object({
    id: SessionId,
    /** The one that asks. */
    current: z.boolean(),
    /** The screen's name. */
    device: z.string(),
    signedInAt: Instant,
    lastUsedAt: Instant,
  })
  .meta({ id: 'StaffSession' });
export type StaffSession = z.infer<typeof StaffSession>;
