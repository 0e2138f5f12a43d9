/** A discreet store writes to its customers by a real mail server: what they hear of is an order and its code. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ParsedMail } from 'mailparser';
import type { StoreView } from '@curbline/contracts/http';
import { MailServer } from './mail-server.js';
import { Running } from './running.js';

const EMAIL = 'camille@example.com';
const GOODS = 'Test de grossesse Clearvia';
const LINES = [{ name: GOODS, quantity: 3, sku: null, flags: [], imageUrl: null, price: null }];
const OWN = { subject: 'Clearvia pour {name}', body: 'Bonjour {name}, {store} a vos Clearvia.' };

let running: Running;
const server = new MailServer();
beforeAll(async () => {
  const smtp = { url: await server.listen(), from: 'Retrait <retrait@example.com>' };
  running = await Running.start({ secretKey: 'a key of the tests, long enough to be one', smtp });
}, 60_000);
afterAll(async () => {
  await running.close();
  await server.close();
}, 30_000);

/** All that a mail shows or carries, but for where it goes. */
const contentOf = ({ subject, text, html, from }: ParsedMail) => [subject, text, html, from?.text].join('\n');

it('tells of readiness, of something missing and of the end without a name, an item or the store', async () => {
  const manager = await running.manager();
  const at = `/v1/stores/${running.store.id}`;
  const { settings } = await manager.send<StoreView>('GET', at);
  const kinds = { order_ready: { texts: { fr: OWN } } };
  await manager.send('PUT', at, { ...settings, discreet: true, messages: { ...settings.messages, kinds } });

  const customer = { firstName: 'Camille', lastName: 'Martin', language: 'fr', email: EMAIL } as const;
  const { order } = await running.order({ customer, lines: LINES, state: 'placed', note: 'ordonnance' });
  const board = await running.handheld();
  const orderAt = `${at}/orders/${order.id}`;
  await board.send('PUT', `${orderAt}/shortages/0`, { name: GOODS, missing: 1 });
  const question = await server.mailTo(EMAIL, `Une question sur votre commande ${order.shortCode}`);
  await running.act(board, order.id, 'ready');
  const ready = await server.mailTo(EMAIL, `Votre commande ${order.shortCode} est prête`);
  await running.shop.cancel(order.id);
  const canceled = await server.mailTo(EMAIL, `${order.shortCode} est annulée`);
  for (const mail of [question, ready, canceled]) {
    const content = contentOf(mail);
    expect(content).toContain(order.shortCode);
    expect(content).toContain('Point de retrait');
    expect(content).not.toMatch(/Camille|Martin|Clearvia|grossesse|ordonnance/i);
    expect(content).not.toContain(running.store.settings.name);
  }
}, 60_000);
