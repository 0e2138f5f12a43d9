/** E-mail by SMTP (RFC 5321), with the headers that automatic mail should have (RFC 3834). */
import type { SendResult } from '@curbline/domain/notify';
import type { SmtpSettings } from '@curbline/platform';
import { createTransport, type Transporter } from 'nodemailer';
import { emailHtml, NO_MORE } from './email-html.js';
import type { MessageChannel, OutgoingMessage } from './message-channel.js';

const CONNECT_MS = 10_000;
const ANSWER_MS = 20_000;

export class EmailChannel implements MessageChannel {
  readonly provider = 'smtp';
  private readonly transport: Transporter;
  private readonly domain: string;

  constructor(private readonly settings: SmtpSettings) {
    this.domain = /@([^\s<>@]+)>?$/.exec(settings.from)?.[1] ?? 'localhost';
    this.transport = createTransport({
      url: settings.url,
      pool: true,
      // A message whose connection broke may have been taken: it is never sent again by itself.
      maxRequeues: 0,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
    });
  }

  async send(message: OutgoingMessage): Promise<SendResult> {
    const { id, to, subject } = message;
    const { bounceAddress } = this.settings;
    try {
      const { messageId } = await this.transport.sendMail({
        from: this.settings.from,
        ...(bounceAddress !== undefined && { envelope: { from: bounceAddress, to } }),
        to,
        subject,
        // The same for each try, so that a report about it finds its delivery.
        messageId: `<${id}@${this.domain}>`,
        text: emailText(message),
        html: emailHtml(message),
        headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(message) },
      });
      return { kind: 'sent', providerId: messageId };
    } catch (error) {
      return resultOf(error as SmtpError);
    }
  }

  async close(): Promise<void> {
    this.transport.close();
  }
}

function emailText({ text, link, unsubscribe, language }: OutgoingMessage): string {
  const end = unsubscribe === null ? [] : [`${NO_MORE[language]}\n${unsubscribe}`];
  return [text, ...(link === null ? [] : [link]), ...end].join('\n\n');
}

/** The button of a mail program (RFC 2369), which asks nothing more where the page is read by TLS (RFC 8058). */
function unsubscribeHeaders({ unsubscribe }: OutgoingMessage): Record<string, string> {
  if (unsubscribe === null) return {};
  const isOneClick = unsubscribe.startsWith('https:');
  return {
    'List-Unsubscribe': `<${unsubscribe}>`,
    ...(isOneClick && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly syscall?: string;
  readonly timeoutType?: string;
}

/** What goes wrong before the text of the message is on its way. */
const BEFORE_THE_TEXT = new Set(['EAUTH', 'EDNS', 'EENVELOPE', 'EPROXY', 'ETLS']);
const BEFORE_THE_GREETING = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT']);

/** The server's answer may repeat the address: only its code is kept. */
function resultOf({ code = '', responseCode, syscall, timeoutType = '' }: SmtpError): SendResult {
  if (code === 'EAUTH') return { kind: 'refused_for_now', reason: 'sign_in_refused' };
  if (responseCode !== undefined) {
    const reason = `answer:${responseCode}` as const;
    return { kind: responseCode >= 500 ? 'refused' : 'refused_for_now', reason };
  }
  const isBefore = BEFORE_THE_TEXT.has(code) || BEFORE_THE_GREETING.has(timeoutType) || syscall === 'connect';
  if (isBefore) return { kind: 'refused_for_now', reason: 'unreachable' };
  return { kind: 'unknown', reason: 'no_answer' };
}
