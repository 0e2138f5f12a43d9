import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParsedMail } from 'mailparser';
import type { MessagesPage, PersonalData, StoreView } from '@curbline/contracts/http';
import { CookieJar, Phone } from '@curbline/simulation';
import { DataSource } from 'typeorm';
import { MailServer } from './mail-server.js';
import { Running, until } from './running.js';

/** Customers hear from the store: by a real mail server, and in the outbox where none is set up. */
const SECRET_KEY = 'a key of the tests, long enough to be one';
const CAMILLE = { firstName: 'Camille', language: 'fr', email: 'camille@example.com' } as const;

const messagesOf = async (running: Running): Promise<MessagesPage> =>
  (await running.manager()).send('GET', `/v1/stores/${running.store.id}/messages`);

describe('a message by e-mail', () => {
  let running: Running;
  const server = new MailServer();
  const { answers } = server;
  beforeAll(async () => {
    const smtp = { url: await server.listen(), from: 'Retrait <retrait@example.com>' };
    running = await Running.start({ secretKey: SECRET_KEY, smtp });
  }, 60_000);
  afterAll(async () => {
    await running.close();
    await server.close();
  }, 30_000);
  const mailTo = (address: string, about: string): Promise<ParsedMail> => server.mailTo(address, about);

  it('comes in the customer’s words, with a link that opens their order', async () => {
    const { order } = await running.order({ customer: CAMILLE, state: 'placed' });
    await mailTo(CAMILLE.email, `${order.shortCode} enregistrée`);
    const board = await running.handheld();
    await running.act(board, order.id, 'ready');
    const ready = await mailTo(CAMILLE.email, `${order.shortCode} est prête`);
    expect(ready.from?.text).toBe('"Retrait" <retrait@example.com>');
    expect(ready.headers.get('auto-submitted')).toBe('auto-generated');
    const [link] = /http:\/\/localhost\/p#\S+/.exec(ready.text ?? '') ?? [];
    expect(ready.html).toContain(link);
    const phone = new Phone(running.url);
    // Refused, were it not theirs.
    await phone.open(link!);
  }, 30_000);

  it('goes where the shop has said that the customer is reached now, in their language', async () => {
    const { order } = await running.order({
      customer: { ...CAMILLE, email: 'old@example.com' },
      state: 'placed',
    });
    await mailTo('old@example.com', `${order.shortCode} enregistrée`);
    const changed = await fetch(`${running.url}/v1/orders/${order.id}/contact`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${running.demo.credentials.apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ email: 'new@example.com', phone: 'no number', language: 'en' }),
    });
    expect(await changed.json()).toMatchObject({ phone: false, email: true, language: 'en' });
    await running.act(await running.handheld(), order.id, 'ready');
    await mailTo('new@example.com', `${order.shortCode} is ready`);
    const { messages } = await messagesOf(running);
    const ready = messages.filter(({ orderId, kind }) => orderId === order.id && kind === 'order_ready');
    expect(ready.map(({ channel }) => channel)).toEqual(['email']);
  }, 30_000);

  it('is tried again where the server is busy, and is given up where it says no', async () => {
    const busy = { ...CAMILLE, email: 'busy@example.com' };
    answers.set(busy.email, [451]);
    const gone = { ...CAMILLE, email: 'gone@example.com' };
    answers.set(gone.email, [550]);
    const [first, second] = [
      await running.order({ customer: busy }),
      await running.order({ customer: gone }),
    ];
    await mailTo(busy.email, first.order.shortCode);
    await until('both are settled', async () => {
      const { messages: now } = await messagesOf(running);
      return now.every(({ orderId, state }) => state === (orderId === second.order.id ? 'failed' : 'sent'));
    });
    const { messages, configured } = await messagesOf(running);
    expect(configured).toEqual(['push', 'email']);
    const of = (orderId: string) => messages.filter((message) => message.orderId === orderId);
    expect(of(first.order.id)).toMatchObject([{ state: 'sent', attempts: 2, provider: 'smtp' }]);
    expect(of(second.order.id)).toMatchObject([
      { attempts: 1, reason: 'answer:550', shown: { to: 'g•••@example.com', link: null } },
    ]);
    expect(JSON.stringify(messages)).not.toMatch(/gone@|busy@|\/p#/);
  }, 30_000);

  it('goes to the address that the shop has given since, and is in the copy of the person’s data', async () => {
    const mistyped = { ...CAMILLE, email: 'mistyped@example.com' };
    answers.set(mistyped.email, [451]);
    const { order } = await running.order({ customer: mistyped });
    await until('the first try is over', async () =>
      (await messagesOf(running)).messages.some(
        ({ orderId, attempts, state }) => orderId === order.id && attempts === 1 && state === 'waiting',
      ),
    );
    const authorization = `Bearer ${running.demo.credentials.apiKey}`;
    const contact = { email: 'right@example.com' };
    await new CookieJar(running.url).send('PUT', `/v1/orders/${order.id}/contact`, contact, {
      authorization,
    });
    await mailTo('right@example.com', order.shortCode);
    await until('it is noted as sent', async () =>
      (await messagesOf(running)).messages.some(
        ({ orderId, state }) => orderId === order.id && state === 'sent',
      ),
    );
    const admin = await running.manager();
    const copy = await admin.send<PersonalData>('POST', '/v1/personal-data/export', {
      email: 'right@example.com',
    });
    expect(copy.orders[0]?.messages).toMatchObject([
      { channel: 'email', state: 'sent', message: { text: expect.stringContaining('Camille') } },
    ]);
  }, 30_000);

  it('is not sent about an order that has ended, except that it has', async () => {
    const late = { ...CAMILLE, email: 'late@example.com' };
    answers.set(late.email, [451, 451, 451]);
    const { order } = await running.order({ customer: late, state: 'placed' });
    await until('the first try is over', async () =>
      (await messagesOf(running)).messages.some(
        ({ orderId, attempts, state }) => orderId === order.id && attempts === 1 && state === 'waiting',
      ),
    );
    answers.delete(late.email);
    await running.shop.cancel(order.id);
    await mailTo(late.email, `${order.shortCode} est annulée`);
    // The mail is there a moment before it is noted that it was sent.
    const states = async () => {
      const { messages } = await messagesOf(running);
      return messages.filter(({ orderId }) => orderId === order.id).map(({ kind, state }) => [kind, state]);
    };
    await expect.poll(states).toEqual([
      ['order_canceled', 'sent'],
      ['order_placed', 'not_needed'],
    ]);
  }, 30_000);
});

describe('without a mail server', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.start({ secretKey: SECRET_KEY });
  }, 60_000);
  afterAll(() => running.close(), 30_000);

  it('every message is in the outbox, as the customer would see it, by the first of their channels', async () => {
    const customer = { ...CAMILLE, phone: '06 12 34 56 78' };
    const { order } = await running.order({ customer });
    await until('the text message is in the outbox', async () =>
      (await messagesOf(running)).messages.some(
        ({ channel, state }) => channel === 'sms' && state === 'sent',
      ),
    );
    const { messages, configured } = await messagesOf(running);
    // Push needs nothing but the installation's own keys.
    expect(configured).toEqual(['push']);
    const by = (wanted: string) => messages.find(({ channel }) => channel === wanted);
    expect(by('email')).toMatchObject({ state: 'waiting' });
    const sms = by('sms');
    expect(sms).toMatchObject({ provider: 'outbox', shown: { to: '+33•••78' } });
    expect(sms?.shown?.text).toContain(order.shortCode);
    const phone = new Phone(running.url);
    await phone.open(sms!.shown!.link!);
    expect(sms?.shown?.text).toContain(sms?.shown?.link);
  }, 30_000);

  it('a contact that cannot be opened, since the key was changed, keeps nobody else from their messages', async () => {
    const { order } = await running.order({ customer: CAMILLE, state: 'placed' });
    const isThere = (wanted: string) => async (): Promise<boolean> =>
      (await messagesOf(running)).messages.some(
        ({ orderId, state }) => orderId === wanted && state === 'sent',
      );
    await until('the first message is sent', isThere(order.id));
    const lost = 'UPDATE contact SET sealed = $2 WHERE order_id = $1';
    await running.app.get(DataSource).query(lost, [order.id, Buffer.alloc(60).toString('base64')]);
    await running.act(await running.handheld(), order.id, 'ready');
    const next = await running.order({ customer: CAMILLE });
    await until('the next one is there', isThere(next.order.id));
    const kinds = (await messagesOf(running)).messages.filter(({ orderId }) => orderId === order.id);
    expect(kinds.map(({ kind }) => kind)).not.toContain('order_ready');
    // The text of a message that was kept with the other key is not shown, and the list is.
    const unread = 'UPDATE delivery SET sealed = $2 WHERE order_id = $1';
    await running.app.get(DataSource).query(unread, [order.id, Buffer.alloc(60).toString('base64')]);
    const shown = (await messagesOf(running)).messages.find(({ orderId }) => orderId === order.id);
    expect(shown).toMatchObject({ kind: 'order_placed', shown: null });
  }, 30_000);

  it('a customer without an address, or who wants no messages, gets none', async () => {
    const { order } = await running.order();
    const silent = { ...CAMILLE, consents: { sms: true, email: false, marketing: false } };
    const other = await running.order({ customer: silent });
    // A later one is there: the two before it were looked at.
    const last = await running.order({ customer: CAMILLE });
    await until('the last one is there', async () =>
      (await messagesOf(running)).messages.some(({ orderId }) => orderId === last.order.id),
    );
    const { messages } = await messagesOf(running);
    const written = new Set(messages.map(({ orderId }) => orderId));
    expect([written.has(order.id), written.has(other.order.id)]).toEqual([false, false]);
  }, 30_000);

  it('goes by the channels and in the words that the store chose', async () => {
    const manager = await running.manager();
    const path = `/v1/stores/${running.store.id}`;
    const { settings } = await manager.send<StoreView>('GET', path);
    const order_placed = { channels: { sms: false }, texts: { fr: { subject: 'Bien reçu, {name}' } } };
    await manager.send('PUT', path, { ...settings, messages: { kinds: { order_placed } } });
    const { order } = await running.order({ customer: { ...CAMILLE, phone: '06 12 34 56 78' } });
    const own = async () =>
      (await messagesOf(running)).messages.filter(
        ({ orderId, kind }) => orderId === order.id && kind === 'order_placed',
      );
    await expect
      .poll(own, { timeout: 20_000 })
      .toMatchObject([{ channel: 'email', shown: { subject: 'Bien reçu, Camille' } }]);
  }, 30_000);
});
