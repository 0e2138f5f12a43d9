/**
 * Where messages and webhooks go in these tests: a mail server, a provider of text messages, a push service and a system
 * that hears webhooks. Each writes down what it takes, and can be caught between taking something and saying so.
 */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MailServer } from '../e2e/mail-server.js';
import { PushService } from '../e2e/push-service.js';
import { digestOf, type History } from './history.js';
import type { MessageLine } from './message-history.js';

/** What is going on when a process is killed. */
export type Moment = 'planning' | `${'asked' | 'taken'} by ${'mail' | 'sms' | 'push' | 'webhook'}`;

/** Lets one wait for a moment and do something while it lasts. */
export class Moments {
  private wish: { readonly moment: Moment; readonly come: () => Promise<void> } | undefined;

  /** Whoever comes to a moment goes on when what was to be done in it is done. */
  async pass(moment: Moment): Promise<void> {
    const { wish } = this;
    if (wish?.moment !== moment) return;
    this.wish = undefined;
    await wish.come();
  }

  /** Does `work` in the next such moment; without one, after `withinMs`. */
  during(moment: Moment, withinMs: number, work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const come = (): Promise<void> => {
        clearTimeout(late);
        return work().then(resolve, reject);
      };
      const late = setTimeout(() => {
        this.wish = undefined;
        void come();
      }, withinMs);
      this.wish = { moment, come };
    });
  }
}

interface Request {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A system of somebody else that takes requests. */
class HttpEnd {
  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  /** @param heard waited for when a request begins, and, with the request, before its answer */
  static async listen(
    heard: (request?: Request) => Promise<void>,
    answer: () => object = () => ({}),
  ): Promise<HttpEnd> {
    const server = createServer(async (request, response) => {
      await heard();
      const chunks = await request.toArray().catch(() => undefined);
      // Its sender was killed before the end of it.
      if (!chunks) return void response.destroy();
      await heard({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(answer()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new HttpEnd(server, `127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A customer's own link differs each time that it is written. */
const withoutLinks = (text: string): string => text.replaceAll(/https?:\S+/g, '');

export class MessageProviders {
  private constructor(
    readonly moments: Moments,
    readonly push: PushService,
    /** Where webhooks are heard. */
    readonly hook: string,
    /** What notification-service must be told to send there. */
    readonly env: Readonly<Record<string, string>>,
    private readonly ends: readonly { close(): Promise<void> }[],
  ) {}

  static async start(history: History<MessageLine>): Promise<MessageProviders> {
    const moments = new Moments();
    const take = (channel: 'email' | 'sms' | 'push', to: string, says: string): void =>
      history.add({
        t: 'taken',
        at: Date.now(),
        channel,
        to: digestOf(to),
        says: digestOf(withoutLinks(says)),
      });
    const mail = new MailServer();
    mail.heard = async (taken) => {
      if (!taken) return moments.pass('asked by mail');
      take('email', (taken.headers.get('to') as { text: string }).text, `${taken.subject}\n${taken.text}`);
      mail.mails.length = 0;
      return moments.pass('taken by mail');
    };
    const push = await PushService.start();
    push.heard = async (browser) => {
      const taken = browser?.pushed.pop();
      if (!browser || !taken) return moments.pass('asked by push');
      const { title, body, tag } = taken.payload.notification;
      take('push', browser.subscription.endpoint, `${String(tag)}\n${String(title)}\n${String(body)}`);
      return moments.pass('taken by push');
    };
    let texts = 0;
    const sms = await HttpEnd.listen(
      async (request) => {
        if (!request) return moments.pass('asked by sms');
        const form = new URLSearchParams(request.body);
        take('sms', form.get('To') ?? '', form.get('Body') ?? '');
        return moments.pass('taken by sms');
      },
      () => ({ sid: `SM${(texts += 1)}`, status: 'queued' }),
    );
    const hooks = await HttpEnd.listen(async (request) => {
      if (!request) return moments.pass('asked by webhook');
      const id = String(request.headers['webhook-id']);
      history.add({ t: 'hooked', at: Date.now(), id, says: digestOf(request.body) });
      return moments.pass('taken by webhook');
    });
    const env = {
      SECRET_KEY: 'a key of the tests, long enough to be one',
      SMTP_URL: await mail.listen(),
      MAIL_FROM: 'Retrait <retrait@example.com>',
      SMS_URL: `twilio+http://AC1:token@${sms.address}`,
      SMS_FROM: '+33937000000',
      PUSH_HOSTS: '127.0.0.1',
      OUTGOING_PRIVATE_HOSTS: '127.0.0.1',
    };
    return new MessageProviders(moments, push, `http://${hooks.address}/hook`, env, [mail, push, sms, hooks]);
  }

  async close(): Promise<void> {
    await Promise.all(this.ends.map((end) => end.close()));
  }
}
