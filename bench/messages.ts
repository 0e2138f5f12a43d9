/**
 * How long from an event to the first try of its message, and from a customer's text message to the boards? The whole
 * program in this process, with a mail server and a provider of text messages beside it, over real SMTP and HTTP: from the
 * shop's request that places an order to the arrival of the mail, or of the request at the provider; and from the
 * provider's call with "ICI 1" to the arrival's event at a board's socket.
 *
 *   npm run bench -- messages                    200 orders, 5 a second, embedded database
 *   npm run bench -- messages --orders 500 --perSecond 10
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { io } from 'socket.io-client';
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot, EnrolCodeView } from '@curbline/contracts/http';
import { CookieJar, ShopSystem } from '@curbline/simulation';
import { quantile, startProgram } from './program/start.ts';

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '200' }, perSecond: { type: 'string', default: '5' } },
});
const [orders, perSecond] = [Number(values.orders), Number(values.perSecond)];
const SECRET = 'a-secret-of-the-bench';
/** Numbers that no one can have (ARCEP, for works of fiction). */
const phoneOf = (nth: number): string => `+336399${String(80_000 + nth).padStart(5, '0')}`;
/** When each address was reached first, Unix ms. */
const reached = new Map<string, number>();
const reach = (address: string): unknown => reached.has(address) || reached.set(address, Date.now());

const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, { envelope }, done) => {
    const at = envelope.rcptTo[0]?.address ?? '';
    simpleParser(stream).then(() => {
      reach(at);
      done();
    }, done);
  },
});
await new Promise<void>((listening) => mailServer.listen(0, '127.0.0.1', listening));
const provider = createServer(async (request, response) => {
  const form = new URLSearchParams((await request.toArray()).join(''));
  reach(form.get('to') ?? '');
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: randomUUID() }));
}).listen(0, '127.0.0.1');
await once(provider, 'listening');
const portOf = (address: unknown): number => (address as AddressInfo).port;

const program = await startProgram({
  secretKey: randomUUID(),
  smtp: { url: `smtp://127.0.0.1:${portOf(mailServer.server.address())}`, from: 'bench@shop.example' },
  sms: {
    provider: 'elks',
    base: `http://127.0.0.1:${portOf(provider.address())}`,
    user: 'u',
    password: 'p',
    path: '',
    options: { secret: SECRET },
    from: '+33937000000',
  },
});
const { url, storeId, demo } = program;
const shop = new ShopSystem(url, demo.credentials.apiKey);
const customerOf = (nth: number) =>
  nth % 2 === 0 ? { email: `bench-${nth}@shop.example` } : { phone: phoneOf(nth) };

async function wallBoard(heard: (event: StoreEvent) => void): Promise<() => void> {
  const jar = new CookieJar(url);
  await jar.send('POST', '/v1/sign-in', demo.credentials.admin);
  const path = `/v1/stores/${storeId}`;
  const { code } = await jar.send<EnrolCodeView>('POST', `${path}/devices/codes`, { kind: 'wall' });
  await jar.send('POST', '/v1/devices/enrol', { code, name: 'Bench' });
  const { position } = await jar.send<BoardSnapshot>('GET', `${path}/board`);
  const socket = io(`${url}/board`, {
    auth: { protocol: 2, storeId, position },
    extraHeaders: { cookie: jar.header() },
    transports: ['websocket'],
    forceNew: true,
  });
  socket.on('events', (events: StoreEvent[]) => events.forEach(heard));
  await new Promise<void>((live, refused) => {
    socket.once('live', () => live());
    socket.once('connect_error', refused);
  });
  return () => void socket.disconnect();
}

/** When each order's arrival was on the board, Unix ms. */
const arrived = new Map<string, number>();
const close = await wallBoard(({ type, payload: { card } }) => {
  if (card && type === 'trip_arrived') arrived.set(card.orderId, Date.now());
});
async function waitFor(what: string, isThere: () => boolean): Promise<void> {
  for (let waited = 0; !isThere(); waited += 50) {
    if (waited > 20_000) throw new Error(`${what} did not come within 20 s`);
    await sleep(50);
  }
}

const placed: { readonly id: string; readonly address: string; readonly at: number }[] = [];
for (let nth = 0; nth < orders; nth += 1) {
  const contact = customerOf(nth);
  const customer = { firstName: 'Zoé', language: 'fr', ...contact } as const;
  const at = Date.now();
  const { order } = await shop.place({ storeId, customer, state: 'ready' });
  placed.push({ id: order.id, address: contact.email ?? contact.phone ?? '', at });
  await sleep(1_000 / perSecond);
}
await waitFor('every first message', () => placed.every(({ address }) => reached.has(address)));
const firstTries = (isMail: boolean): number[] =>
  placed
    .filter(({ address }) => address.includes('@') === isMail)
    .map(({ address, at }) => reached.get(address)! - at);

const texted = placed.filter(({ address }) => !address.includes('@'));
const toBoard: number[] = [];
for (const { id, address } of texted) {
  const body = new URLSearchParams({ id: randomUUID(), from: address, to: '+33937000000', message: 'ICI 1' });
  const at = Date.now();
  const answer = await fetch(`${url}/v1/inbound/sms/${SECRET}`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`The call was answered ${answer.status}`);
  await waitFor('an arrival', () => arrived.has(id));
  toBoard.push(arrived.get(id)! - at);
}

const line = (name: string, of: readonly number[]): string =>
  `${name.padEnd(30)} p50 ${quantile(of, 0.5)} ms   p95 ${quantile(of, 0.95)} ms   p99 ${quantile(of, 0.99)} ms   (${of.length})`;
console.log(line('order → mail at its server', firstTries(true)));
console.log(line('order → text at its provider', firstTries(false)));
console.log(line('“ICI 1” → board', toBoard));
close();
provider.closeAllConnections();
provider.close();
await program.close();
await new Promise<void>((closed) => mailServer.close(closed));
