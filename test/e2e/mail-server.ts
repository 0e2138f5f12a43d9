/** A real mail server for tests: keeps what it takes, and answers each recipient as it is told. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { until } from './until.js';

const SOON_MS = 20_000;

export class MailServer {
  readonly mails: ParsedMail[] = [];
  /** Codes that a recipient is answered, one after the other; 250 when there is none left. */
  readonly answers = new Map<string, number[]>();
  /** Waited for when a recipient is named, and, with the mail, between its taking and the answer. */
  heard: (mail?: ParsedMail) => Promise<void> = async () => {};
  private readonly senders = new WeakMap<ParsedMail, string>();
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) => {
      const code = this.answers.get(address)?.shift();
      const answer = (): void =>
        callback(code === undefined ? null : Object.assign(new Error('no'), { responseCode: code }));
      this.heard().then(answer, callback);
    },
    onData: (stream, { envelope }, callback) => {
      const take = async (): Promise<void> => {
        const mail = await simpleParser(stream);
        this.mails.push(mail);
        if (envelope.mailFrom) this.senders.set(mail, envelope.mailFrom.address);
        await this.heard(mail);
      };
      take().then(() => callback(), callback);
    },
  });

  /** @returns its address for SMTP_URL */
  async listen(): Promise<string> {
    // A line that breaks is told to whoever listens, and thrown where nobody does.
    this.server.on('error', () => {});
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  /** Where a report about this mail would go. */
  senderOf(mail: ParsedMail): string | undefined {
    return this.senders.get(mail);
  }

  /** The mail to an address whose subject holds `about`, as soon as it is there. */
  async mailTo(address: string, about: string): Promise<ParsedMail> {
    const found = (): ParsedMail | undefined =>
      this.mails.find(({ headers, subject }) => {
        const to = headers.get('to') as { text: string };
        return to.text === address && subject?.includes(about);
      });
    await until(`a mail to ${address} about ${about}`, async () => found() !== undefined, SOON_MS);
    return found()!;
  }
}
