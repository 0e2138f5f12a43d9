/** E-mails end at a link or by a mail program's button, and when a mailbox is reported not to be there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessagesPage } from '@curbline/contracts/http';
import { MailServer } from './mail-server.js';
import { Running, until } from './running.js';

const TOKEN = 'a-token-of-the-tests-long-enough';
const server = new MailServer();
let running: Running;
beforeAll(async () => {
  const url = await server.listen();
  running = await Running.start({
    secretKey: 'a key of the tests, long enough to be one',
    smtp: {
      url,
      from: 'Retrait <retrait@example.com>',
      bounceAddress: 'bounces@example.com',
      bounceToken: TOKEN,
    },
  });
}, 60_000);
afterAll(async () => {
  await running.close();
  await server.close();
}, 30_000);

const customer = (name: string) =>
  ({ firstName: 'Camille', language: 'fr', email: `${name}@example.com` }) as const;
const ofOrder = async (orderId: string): Promise<MessagesPage['messages']> => {
  const manager = await running.manager();
  const page = await manager.send<MessagesPage>('GET', `/v1/stores/${running.store.id}/messages`);
  return page.messages.filter((message) => message.orderId === orderId);
};
/** An order of theirs, with the mail about it. */
async function hears(name: string) {
  const { order } = await running.order({ customer: customer(name) });
  const mail = await server.mailTo(`${name}@example.com`, order.shortCode);
  await until('it is noted as sent', async () =>
    (await ofOrder(order.id)).some(({ state }) => state === 'sent'),
  );
  return { order, mail };
}
const settled = (orderId: string, channel: string, state: string) =>
  until(`the ${channel} is ${state}`, async () =>
    (await ofOrder(orderId)).some((message) => message.channel === channel && message.state === state),
  );
const linkIn = (text = ''): string => /http:\/\/localhost(\/v1\/unsubscribe\/\S+)/.exec(text)?.[1] ?? '';
const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${running.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

describe('the end of e-mails', () => {
  it('is a link and a header in every mail, and opening it changes nothing', async () => {
    const { mail } = await hears('scanned');
    const path = linkIn(mail.text);
    expect(mail.html).toContain(path);
    const { unsubscribe } = mail.headers.get('list') as unknown as { unsubscribe: { url: string } };
    expect(unsubscribe.url).toContain(path);
    const page = await fetch(`${running.url}${path}`);
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('Ne plus recevoir d’e-mails'),
    ]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-");
    await hears('scanned');
  }, 60_000);

  it('holds for the next order, by the button of a mail program, until they want e-mails again', async () => {
    const path = linkIn((await hears('enough')).mail.text);
    // Twice, as some programs do; and with a body of their own.
    for (const body of ['List-Unsubscribe=One-Click', 'List-Unsubscribe=One-Click', 'x'])
      expect((await post(path, body)).status).toBe(200);
    const both = { ...customer('enough'), phone: '06 12 34 56 78' };
    const quiet = await running.order({ customer: both });
    await settled(quiet.order.id, 'sms', 'sent');
    const only = await running.order({ customer: customer('enough') });
    await settled(only.order.id, 'email', 'suppressed');
    const page = await post(path, 'wish=resume');
    expect(await page.text()).toContain('à nouveau');
    await hears('enough');
  }, 60_000);

  it('is in the language of the mail, and is found by nobody else', async () => {
    const { order } = await running.order({ customer: { ...customer('english'), language: 'en' } });
    const path = linkIn((await server.mailTo('english@example.com', order.shortCode)).text);
    expect(await (await fetch(`${running.url}${path}`)).text()).toContain('Stop e-mails');
    const made = path.replace(/[\w-](?=\?)/, (last) => (last === 'A' ? 'Q' : 'A'));
    expect((await post(made, 'List-Unsubscribe=One-Click')).status).toBe(400);
    expect((await post(path, 'x'.repeat(5_000))).status).toBe(200);
  }, 60_000);
});

describe('mail that comes back', () => {
  const authorization = `Bearer ${TOKEN}`;
  const bounce = (messageId: string, status = '5.1.1'): string =>
    `Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n` +
    `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nAction: failed\nStatus: ${status}\n\n` +
    `--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${messageId}\n\n--b--\n`;
  const hand = (raw: string, headers: Record<string, string> = { authorization }): Promise<Response> =>
    post('/v1/inbound/email', raw, { 'content-type': 'message/rfc822', ...headers });

  it('fails the message, and the address is not written to again', async () => {
    const { order, mail } = await hears('gone');
    expect(server.senderOf(mail)).toBe('bounces@example.com');
    for (let times = 0; times < 2; times += 1) expect((await hand(bounce(mail.messageId!))).status).toBe(204);
    expect(await ofOrder(order.id)).toMatchObject([{ state: 'failed', reason: 'bounced:5.1.1' }]);
    const next = await running.order({ customer: { ...customer('gone'), phone: '06 12 34 56 78' } });
    await settled(next.order.id, 'sms', 'sent');
    const only = await running.order({ customer: customer('gone') });
    await settled(only.order.id, 'email', 'failed');
    expect(await ofOrder(only.order.id)).toMatchObject([{ attempts: 1, reason: 'bounced_before' }]);
  }, 60_000);

  it('of a mailbox that is full fails this message alone', async () => {
    const { order, mail } = await hears('full');
    await hand(bounce(mail.messageId!, '5.2.2'));
    expect(await ofOrder(order.id)).toMatchObject([{ state: 'failed', reason: 'bounced:5.2.2' }]);
    await hears('full');
  }, 60_000);

  it('is taken from nobody without the token, and nothing else is an error', async () => {
    const { order, mail } = await hears('here');
    const raw = bounce(mail.messageId!);
    for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: `${authorization}x` }])
      expect((await hand(raw, headers as Record<string, string>)).status).toBe(401);
    for (const other of ['', 'hello', '\u0000\u0001', bounce('<somebody@else.example>'), '{"json": 1}'])
      expect((await hand(other)).status).toBe(204);
    expect((await hand('x'.repeat(300_000))).status).toBe(413);
    expect(await ofOrder(order.id)).toMatchObject([{ state: 'sent' }]);
  }, 60_000);
});
