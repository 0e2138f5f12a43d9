/** How messages leave the installation, as the environment names it. What is not named goes to the outbox alone. */
import * as z from 'zod';
import { EnvironmentInvalid } from './environment.js';

export interface SmtpSettings {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string;
  /** The sender of e-mails: an address, or a name with the address in angle brackets. */
  readonly from: string;
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
};

/** @throws EnvironmentInvalid when a part is missing. */
export function smtpSettingsOf(read: {
  readonly [Field in keyof typeof messageFields]?: string | undefined;
}): SmtpSettings | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = read;
  if (url === undefined && from === undefined) return undefined;
  if (url === undefined || from === undefined)
    throw new EnvironmentInvalid(['SMTP_URL and MAIL_FROM go together: set both, or neither']);
  return { url, from };
}
