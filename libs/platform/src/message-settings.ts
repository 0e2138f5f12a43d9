/** How messages leave the installation, as the environment names it. What is not named goes to the outbox alone. */
import * as z from 'zod';
import { EnvironmentInvalid } from './environment.js';

export interface SmtpSettings {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string;
  /** The sender of e-mails: an address, or a name with the address in angle brackets. */
  readonly from: string;
  /** Where mail servers send reports of what they could not deliver; the sender's address when undefined. */
  readonly bounceAddress?: string | undefined;
  /** Whoever hands such reports to Curbline proves it by this bearer token; without one none are taken. */
  readonly bounceToken?: string | undefined;
}

export const SMS_PROVIDERS = ['android', 'elks', 'ovh', 'twilio', 'vonage'] as const;

/** The provider of text messages, read from an address such as `twilio://account:token@api.twilio.com`. */
export interface SmsSettings {
  readonly provider: (typeof SMS_PROVIDERS)[number];
  /** The origin of its API: `https://api.twilio.com`. */
  readonly base: string;
  readonly user: string;
  readonly password: string;
  /** The path of the address without its slash: OVHcloud's name of the service. */
  readonly path: string;
  /** The query of the address: keys of signatures and the like. */
  readonly options: Readonly<Record<string, string>>;
  /** The sender: a number in E.164, or up to eleven letters and digits; empty for OVHcloud's short number. */
  readonly from: string;
}

const SMS_RULE =
  'must be a provider, such as twilio://account:token@api.twilio.com (or vonage, ovh, elks, android), ' +
  'with +http after its name for one on the local network';
const SMS_FROM_RULE =
  'must be the sender of text messages: a number such as +33937000000, or at most 11 letters';

function smsUrlOf(text: string): { provider: string; scheme: string; url: URL } | undefined {
  const [, provider = '', scheme = 'https', rest = ''] =
    /^([a-z]+)(?:\+(https?))?:\/\/(.+)$/.exec(text) ?? [];
  const address = `${scheme}://${rest}`;
  const isKnown = (SMS_PROVIDERS as readonly string[]).includes(provider) && URL.canParse(address);
  return isKnown ? { provider, scheme, url: new URL(address) } : undefined;
}

const URL_RULE = 'must be a mail server, such as smtps://user:password@mail.example:465';
const FROM_RULE = 'must be the sender of e-mails, such as Pickup <pickup@shop.example>';

const isMailServer = (text: string): boolean =>
  URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '';

export const messageFields = {
  SMTP_URL: z.string().refine(isMailServer, URL_RULE).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]{1,80} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, FROM_RULE)
    .optional(),
  MAIL_BOUNCES: z
    .string()
    .regex(/^[^\s<>@]+@[^\s<>@]+$/, 'must be an address, such as bounces@shop.example')
    .optional(),
  MAIL_BOUNCES_TOKEN: z
    .string()
    .regex(/^[\w-]{16,100}$/, 'must have 16 to 100 letters and digits')
    .optional(),
  SMS_URL: z
    .string()
    .refine((text) => (smsUrlOf(text)?.url.username ?? '') !== '', SMS_RULE)
    .optional(),
  SMS_FROM: z
    .string()
    .regex(/^(?:\+\d{5,15}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9]{3,11})$/, SMS_FROM_RULE)
    .optional(),
};
type Read = { readonly [Field in keyof typeof messageFields]?: string | undefined };

/** @throws EnvironmentInvalid when a part is missing. */
export function smtpSettingsOf(read: Read): SmtpSettings | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = read;
  const { MAIL_BOUNCES: bounceAddress, MAIL_BOUNCES_TOKEN: bounceToken } = read;
  if (url === undefined && from === undefined) {
    if (bounceAddress === undefined && bounceToken === undefined) return undefined;
    throw new EnvironmentInvalid(['SMTP_URL is not set: there is no mail that MAIL_BOUNCES could be about']);
  }
  if (url === undefined || from === undefined)
    throw new EnvironmentInvalid(['SMTP_URL and MAIL_FROM go together: set both, or neither']);
  return { url, from, bounceAddress, bounceToken };
}

/** The own sender of these is chosen on their side. */
const WITHOUT_SENDER: readonly string[] = ['android', 'ovh'];

/** @throws EnvironmentInvalid when a part is missing. */
export function smsSettingsOf({ SMS_URL: text, SMS_FROM: from = '' }: Read): SmsSettings | undefined {
  const read = text === undefined ? undefined : smsUrlOf(text);
  if (!read) {
    if (from === '') return undefined;
    throw new EnvironmentInvalid(['SMS_URL is not set: it names the provider that sends from SMS_FROM']);
  }
  const { provider, url } = read;
  if (from === '' && !WITHOUT_SENDER.includes(provider))
    throw new EnvironmentInvalid(['SMS_FROM is not set: it is the sender of text messages']);
  const options = Object.fromEntries(url.searchParams);
  if (options['secret'] !== undefined && !/^[\w-]{16,100}$/.test(options['secret']))
    throw new EnvironmentInvalid(['the secret in SMS_URL must have 16 to 100 letters and digits']);
  return {
    provider: provider as SmsSettings['provider'],
    base: url.origin,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    path: decodeURIComponent(url.pathname.replace(/^\//, '')),
    options,
    from,
  };
}
