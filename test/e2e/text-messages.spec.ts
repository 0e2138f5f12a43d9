import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardSnapshot, MessagesPage, SentMessageView, StoreView } from '@curbline/contracts/http';
import type { CookieJar } from '@curbline/simulation';
import { DataSource } from 'typeorm';
import { DarkBoardsService } from '../../apps/notification-service/src/alerts/dark-boards.service.js';
import { Running, until } from './running.js';
import { TestBoard } from './test-board.js';

/** Text messages by a provider that speaks like Twilio, and what customers answer. */
const TOKEN = 'twilio-token';
const INBOUND = '/v1/inbound/sms';

describe('text messages', () => {
  let running: Running;
  let board: CookieJar;
  let provider: Server;
  const taken: URLSearchParams[] = [];
  /** What the provider does with a message to a number; it takes it unless said otherwise. */
  const manners = new Map<string, 'hang'>();
  beforeAll(async () => {
    provider = createServer(async (request, response) => {
      const chunks = await request.toArray();
      const form = new URLSearchParams(chunks.join(''));
      taken.push(form);
      if (manners.get(form.get('To') ?? '') === 'hang') {
        // It has the message, and the line breaks before it says so.
        request.socket.destroy();
        return;
      }
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ sid: `SM${taken.length}`, status: 'queued' }));
    });
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const { port } = provider.address() as AddressInfo;
    running = await Running.start({
      secretKey: 'a key of the tests, long enough to be one',
      sms: {
        provider: 'twilio',
        base: `http://127.0.0.1:${port}`,
        user: 'AC1',
        password: TOKEN,
        path: '',
        options: {},
        from: '+33937000000',
      },
    });
    board = await running.handheld();
  }, 60_000);
  afterAll(async () => {
    await running.close();
    await new Promise((resolve) => provider.close(resolve));
  }, 30_000);

  const customer = (phone: string) => ({ firstName: 'Camille', language: 'fr', phone }) as const;
  const sentTo = (phone: string): URLSearchParams[] => taken.filter((form) => form.get('To') === phone);
  async function hear(fields: Record<string, string>, token = TOKEN): Promise<number> {
    const signed = Object.keys(fields)
      .toSorted()
      .reduce((text, name) => `${text}${name}${fields[name]}`, `http://localhost${INBOUND}`);
    const answer = await fetch(`${running.url}${INBOUND}`, {
      method: 'POST',
      headers: { 'x-twilio-signature': createHmac('sha1', token).update(signed).digest('base64') },
      body: new URLSearchParams(fields),
    });
    return answer.status;
  }
  let texts = 0;
  const text = (from: string, body: string, token?: string): Promise<number> =>
    hear({ MessageSid: `IN${(texts += 1)}`, From: from, To: '+33937000000', Body: body }, token);
  const cardOf = async (orderId: string) => {
    const path = `/v1/stores/${running.store.id}/board`;
    return (await board.send<BoardSnapshot>('GET', path)).cards.find((card) => card.orderId === orderId);
  };
  const messagesOf = async (orderId: string): Promise<SentMessageView[]> => {
    const path = `/v1/stores/${running.store.id}/messages?orderId=${orderId}`;
    return (await (await running.manager()).send<MessagesPage>('GET', path)).messages;
  };

  it('go out once, and the provider’s reports say what became of them, in any order', async () => {
    const phone = '+33639980001';
    const { order } = await running.order({ customer: customer(phone) });
    await until('it is sent', async () => (await messagesOf(order.id))[0]?.state === 'sent');
    expect(sentTo(phone)).toHaveLength(1);
    const [sent] = sentTo(phone);
    expect(sent?.get('Body')).toContain(order.shortCode);
    const sid = `SM${taken.indexOf(sent!) + 1}`;
    expect(await hear({ MessageSid: sid, MessageStatus: 'delivered' })).toBe(200);
    expect(await hear({ MessageSid: sid, MessageStatus: 'sent' })).toBe(200);
    expect(await messagesOf(order.id)).toMatchObject([
      { state: 'delivered', provider: 'twilio', shown: { link: null } },
    ]);
    expect(JSON.stringify(await messagesOf(order.id))).not.toMatch(/639980001|\/p#/);
  }, 30_000);

  it('“ICI 4” is an arrival in bay 4, at the store whose customer it is', async () => {
    const phone = '+33639980002';
    const { order } = await running.order({ customer: customer(phone) });
    const bay = running.store.settings.bays[3]!.label;
    expect(await text(phone, `Ici place n°${bay} merci`, 'a wrong token')).toBe(403);
    expect(await text(phone, `Ici place n°${bay} merci`)).toBe(200);
    await until('they are on the board', async () => (await cardOf(order.id))?.arrival != null);
    expect(await cardOf(order.id)).toMatchObject({
      bay,
      arrival: { evidence: 'text_message', confirmed: true },
    });
  }, 30_000);

  it('that cannot be followed are answered, once of each kind', async () => {
    const phone = '+33639980005';
    const { order } = await running.order({ customer: customer(phone) });
    await until('they heard of their order', async () => sentTo(phone).length === 1);
    const answers = (): (string | null)[] =>
      sentTo(phone)
        .slice(1)
        .map((form) => form.get('Body'));
    await text(phone, 'Bonjour, c’est bientôt prêt ?');
    await until('they are told how', async () => answers().length === 1);
    await text(phone, 'Place 99');
    await until('they are told which bays there are', async () => answers().length === 2);
    // They are at the store all the same.
    await until('they are on the board', async () => (await cardOf(order.id))?.arrival != null);
    expect(await cardOf(order.id)).toMatchObject({ bay: null });
    await text(phone, 'Bonjour ?');
    await text(phone, 'Place 98');
    const bay = running.store.settings.bays[0]!.label;
    await text(phone, `ICI ${bay}`);
    await until('their bay is known', async () => (await cardOf(order.id))?.bay === bay);
    expect(answers()).toEqual([
      expect.stringContaining(`Répondez ICI ${bay} à`),
      expect.stringMatching(/place n'existe pas\. Répondez ICI suivi de votre place \(1/),
    ]);
    const replies = (await messagesOf(order.id)).filter(({ kind }) => kind.startsWith('reply_'));
    expect(replies.map(({ kind }) => kind)).toEqual(['reply_bay_unknown', 'reply_how_to_arrive']);
  }, 30_000);

  it('are answered once a day when no order is under way, and never to strangers', async () => {
    const phone = '+33639980006';
    const { order } = await running.order({ customer: customer(phone) });
    await until('they heard of their order', async () => sentTo(phone).length === 1);
    await running.shop.cancel(order.id);
    await until('they heard of its end', async () => sentTo(phone).length === 2);
    await text(phone, 'ICI 2');
    await until('they are told so', async () => sentTo(phone).length === 3);
    await text('+33639980007', 'ICI 2');
    await text(phone, 'ICI 2');
    await text(phone, 'Allô ?');
    // A later one is answered: the ones before it were looked at.
    const last = '+33639980008';
    await running.order({ customer: customer(last) });
    await text(last, 'Allô ?');
    await until('the last one is answered', async () => sentTo(last).length === 2);
    expect(sentTo(phone)[2]?.get('Body')).toContain('Aucune commande en cours');
    expect([sentTo(phone).length, sentTo('+33639980007').length]).toEqual([3, 0]);
  }, 30_000);

  it('after STOP nobody writes to the number, from any order, until START', async () => {
    const phone = '+33639980003';
    await running.order({ customer: customer(phone) });
    await until('the first is sent', async () => sentTo(phone).length === 1);
    await text(phone, 'Arrêt');
    const { order } = await running.order({ customer: customer(phone) });
    await until('it is held back', async () => (await messagesOf(order.id))[0]?.state === 'suppressed');
    await text(phone, 'START');
    await running.order({ customer: customer(phone) });
    await until('the next is sent', async () => sentTo(phone).length === 2);
  }, 30_000);

  it('that a provider took without saying so is never sent twice', async () => {
    const phone = '+33639980004';
    manners.set(phone, 'hang');
    const { order } = await running.order({ customer: customer(phone) });
    await until('nobody knows', async () => (await messagesOf(order.id))[0]?.state === 'unknown');
    manners.delete(phone);
    expect(sentTo(phone)).toHaveLength(1);
  }, 30_000);

  it('tell a store that customers wait and no board is connected, once; its manager is spared when one comes back', async () => {
    const [phone, email] = ['+33639980010', 'direction@example.com'];
    const admin = await running.manager();
    const path = `/v1/stores/${running.store.id}`;
    const { version } = await admin.send<StoreView>('GET', path);
    const messages = { alerts: { store: { phone }, manager: { email } } };
    await admin.send(
      'PATCH',
      path,
      { messages },
      { 'idempotency-key': 'alerts', 'if-match': `"${version}"` },
    );
    const { phone: customersPhone } = await running.customer();
    await customersPhone.here({});
    await until('the store is told', async () => sentTo(phone).length > 0, 15_000);
    expect(sentTo(phone)[0]?.get('Body')).toContain("aucun écran n'est allumé");
    // Looked at again, by this copy or another, it is the same darkness.
    const darkBoards = running.app.get(DarkBoardsService, { strict: false });
    await darkBoards.look();
    expect(sentTo(phone)).toHaveLength(1);

    const toManager = async (): Promise<SentMessageView | undefined> =>
      (await admin.send<MessagesPage>('GET', `${path}/messages`)).messages.find(
        ({ kind, channel }) => kind === 'dark_board' && channel === 'email',
      );
    expect(await toManager()).toMatchObject({ state: 'waiting', orderId: null });
    const screen = await TestBoard.open(running.url, board, running.store.id);
    const db = running.app.get(DataSource);
    await until('the board is noted', async () => {
      const noted = await db.query('SELECT FROM board_presence WHERE store_id = $1', [running.store.id]);
      return noted.length > 0;
    });
    await db.query("UPDATE delivery SET due_at = now() WHERE kind = 'dark_board' AND state = 'waiting'");
    await until('the manager is spared', async () => (await toManager())?.state === 'not_needed');
    screen.close();
  }, 60_000);

  it('of strangers, about nothing, or too long, change nothing and break nothing', async () => {
    expect(await text('+33639989999', 'ICI 4')).toBe(200);
    expect(await text('not a number', 'ICI 4')).toBe(200);
    expect(await text('+33639980002', 'Où êtes-vous ?')).toBe(200);
    expect(await hear({ MessageSid: 'SM-unknown', MessageStatus: 'delivered' })).toBe(200);
    const long = await fetch(`${running.url}${INBOUND}`, { method: 'POST', body: 'x'.repeat(100_000) });
    expect(long.status).toBe(413);
    expect((await fetch(`${running.url}${INBOUND}?MessageSid=1`)).status).toBe(403);
  }, 30_000);
});
