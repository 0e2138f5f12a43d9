/** What the program pushes during pickups, each message held against the AsyncAPI document that it serves. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardSnapshot, PlacedOrder } from '@curbline/contracts/http';
import { BOARD_PROTOCOL } from '@curbline/contracts/socket';
import { WebhookEventType } from '@curbline/contracts/webhooks';
import { CookieJar } from '@curbline/simulation';
import { Running, until } from './running.js';

/** `board.live` and what it held. */
type Observed = readonly [message: string, payload: unknown];

/** They need a customer who leaves or drives for minutes, or a day that ends. */
const RARE = new Set(
  ['order.prepare_by', 'order.not_collected', 'trip.approaching', 'trip.departed'].map(
    (type) => `webhooks.${type}`,
  ),
);

let running: Running;
let manager: CookieJar;
const observed: Observed[] = [];
const sockets: Socket[] = [];
const streams = new AbortController();
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    const payload = JSON.parse(body) as { type: string };
    observed.push([`webhooks.${payload.type}`, payload]);
    response.writeHead(204).end();
  });
});

beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  running = await Running.start({
    secretKey: 'a key of the tests, long enough to be one',
    outgoingPrivateHosts: new Set(['127.0.0.1']),
  });
  manager = await running.manager();
}, 120_000);
afterAll(async () => {
  streams.abort();
  for (const socket of sockets) socket.disconnect();
  await running.close();
  receiver.close();
}, 30_000);

const sawIt = (message: string): Promise<void> =>
  until(message, () => observed.some(([name]) => name === message), 25_000);

/** A board as the document describes it: nothing is known of it but the socket's own events. */
async function connect(jar: CookieJar, position?: object): Promise<Socket> {
  const storeId = running.store.id;
  const snapshot = await jar.send<BoardSnapshot>('GET', `/v1/stores/${storeId}/board`);
  const socket = io(`${running.url}/board`, {
    auth: { protocol: BOARD_PROTOCOL, storeId, position: position ?? snapshot.position },
    extraHeaders: { cookie: jar.header() },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  sockets.push(socket);
  socket.onAny((name: string, payload: unknown) => void observed.push([`board.${name}`, payload]));
  return socket;
}

/** Opens the customer's link in a browser of its own, and notes the trip's event stream. */
async function follow({ customerLink, order }: PlacedOrder): Promise<void> {
  const jar = new CookieJar(running.url);
  await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
  const answer = await jar.fetch(`/v1/trips/${order.tripId}/events`, { signal: streams.signal });
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
        if (block.trim()) observed.push([`trip.${field('event')}`, JSON.parse(field('data'))]);
      }
    }
  };
  void read().catch(() => {});
}

/** A line of an order is short, and its customer says what they want instead; then they come on foot, and late. */
async function missingGoods(staff: CookieJar): Promise<void> {
  const lines = [{ sku: 'M-1', name: 'Lait', quantity: 2, flags: [], imageUrl: null, price: null }];
  const { order, customerLink } = await running.order({ lines });
  const at = `/v1/stores/${running.store.id}/orders/${order.id}/shortages/0`;
  await staff.send('PUT', at, { name: 'Lait', missing: 1, substitute: null });
  const jar = new CookieJar(running.url);
  await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
  await jar.send('PUT', `/v1/trips/${order.tripId}/shortages/${order.id}/0`, { choice: 'without' });
  await sawIt('webhooks.order.shortage_settled');
  await staff.send('PUT', `/v1/stores/${running.store.id}/orders/${order.id}/service`, {
    service: 'walk_in',
  });
  await sawIt('webhooks.order.service_changed');
  const arrivalAt = new Date(Date.now() + 600_000).toISOString();
  await jar.send('PUT', `/v1/trips/${order.tripId}/late`, { arrivalAt });
  await sawIt('webhooks.trip.delayed');
}

/** An order is put into a compartment of lockers that the store has from now on. */
async function lockers(staff: CookieJar): Promise<void> {
  const at = `/v1/stores/${running.store.id}`;
  const { version } = await manager.send<{ version: number }>('GET', at);
  const banks = [{ label: 'L1', compartments: [{ label: 'A1', size: 'small' }] }];
  await manager.send(
    'PATCH',
    at,
    { lockers: banks, services: ['curbside', 'locker'] },
    { 'if-match': `"${version}"` },
  );
  const { order } = await running.order({ service: 'locker', state: 'placed' });
  await running.act(staff, order.id, 'ready');
  await sawIt('webhooks.locker.assigned');
}

/** From the drive to the hand-over, and every way in which boards, pages and endpoints hear of it. */
async function pickups(): Promise<void> {
  const { port } = receiver.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const endpoint = { url, name: 'All', eventTypes: WebhookEventType.options, storeIds: [running.store.id] };
  const { id: endpointId } = await manager.send<{ id: string }>('POST', '/v1/webhooks', endpoint);
  await manager.send('POST', `/v1/webhooks/${endpointId}/test`, {});
  const staff = await running.handheld();
  const board = await connect(staff);
  await connect(await running.device('wall'));
  await sawIt('board.live');
  const probe = { sentAt: Date.now() };
  observed.push(
    ['board.probe', probe],
    ['board.probe.answer', await board.timeout(20_000).emitWithAck('probe', probe)],
  );

  await missingGoods(staff);
  await lockers(staff);
  const { placed, phone } = await running.customer({ state: 'placed' });
  const { id } = placed.order;
  await follow(placed);
  await phone.start(true);
  await phone.report(running.drive(7), Date.now());
  await running.act(staff, id, 'delay');
  await running.act(staff, id, 'ready');
  const waiting = await running.customer();
  await waiting.phone.start(false);
  await running.act(staff, waiting.placed.order.id, 'arrival', { bay: '2' });
  await running.act(staff, id, 'claim');
  await sawIt('board.progress');
  await sawIt('trip.progress');
  await running.act(staff, id, 'hand-over', {
    proof: 'code',
    code: (await phone.view()).orders[0]?.handOverCode,
  });
  await running.shop.cancel(waiting.placed.order.id);
  for (const type of ['order.handed_over', 'order.canceled', 'webhook.test']) await sawIt(`webhooks.${type}`);
  await sawIt('trip.line');
  await sawIt('trip.heartbeat');
  await sawIt('board.heartbeat');

  const revoked = await running.order();
  const statuses = (): number => observed.filter(([name]) => name === 'trip.status').length;
  const before = statuses();
  await follow(revoked);
  await until('the stream to begin', () => statuses() > before, 25_000);
  const revokedOrder = `/v1/stores/${running.store.id}/orders/${revoked.order.id}`;
  await manager.send('POST', `${revokedOrder}/link/revoke`, {});
  await sawIt('trip.ended');
  await connect(staff, { epoch: 'another', seq: 3 });
  await sawIt('board.resync');
  await staff.send('POST', '/v1/staff/sign-out', {});
  await sawIt('board.ended');
}

describe('what is pushed', () => {
  it('is what the AsyncAPI document says', async () => {
    const served = await fetch(`${running.url}/docs/asyncapi.json`);
    expect([served.status, served.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('json'),
    ]);
    const document = (await served.json()) as { components: { messages: Record<string, object> } };
    await pickups();

    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema(document, 'asyncapi');
    const breaches = observed.flatMap(([name, payload]) => {
      if (!(name in document.components.messages)) return [`${name} is not described`];
      const validate = ajv.getSchema(`asyncapi#/components/messages/${name}/payload`)!;
      return validate(payload) ? [] : [`${name}: ${ajv.errorsText(validate.errors)}`];
    });
    expect(breaches).toEqual([]);
    const seen = new Set(observed.map(([name]) => name));
    const unseen = Object.keys(document.components.messages).filter(
      (name) => !seen.has(name) && !RARE.has(name),
    );
    expect(unseen).toEqual([]);
  }, 120_000);
});
