/**
 * How long from an event to its push message? The whole program in this process, with a push service beside it, over real
 * HTTP: from the moment that an order is made ready, by the event's own time, to the arrival of the request. Customers who
 * are under way have subscribed with keys of their own.
 *
 *   npm run bench -- push                     100 orders, 2 a second, embedded database
 *   npm run bench -- push --orders 200 --perSecond 4
 */
import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CookieJar, ShopSystem } from '@curbline/simulation';
import { quantile, startProgram } from './program/start.ts';

const { values } = parseArgs({
  options: { orders: { type: 'string', default: '100' }, perSecond: { type: 'string', default: '2' } },
});
const [orders, perSecond] = [values.orders, values.perSecond].map(Number) as [number, number];

/** When the message to each subscription came, by its path. */
const arrivals = new Map<string, number>();
const service = createServer((request, response) => {
  const at = Date.now();
  request.resume().on('end', () => {
    arrivals.set(request.url ?? '', at);
    response.writeHead(201).end();
  });
}).listen(0, '127.0.0.1');
await once(service, 'listening');
const origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;

const hosts = new Set(['127.0.0.1']);
const program = await startProgram({
  secretKey: randomUUID(),
  outgoingPrivateHosts: hosts,
  pushHosts: hosts,
});
const shop = new ShopSystem(program.url, program.demo.credentials.apiKey);

/** A customer who is under way and has subscribed. @returns the order, and the path of the subscription */
async function customer(): Promise<{ orderId: string; path: string }> {
  const { order, customerLink } = await shop.place({
    storeId: program.storeId,
    customer: { firstName: 'Zoé' },
    state: 'placed',
  });
  const page = new CookieJar(program.url);
  await page.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
  await page.send('POST', `/v1/trips/${order.tripId}/start`, { sharing: false });
  const path = `/send/${randomUUID()}`;
  const keys = {
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
  await page.send('PUT', `/v1/trips/${order.tripId}/push-subscription`, {
    subscription: { endpoint: `${origin}${path}`, keys },
  });
  return { orderId: order.id, path };
}

const latencies: number[] = [];
for (let nth = 0; nth < orders; nth += 1) {
  const { orderId, path } = await customer();
  const { readyAt } = await shop.markReady(orderId);
  for (let waited = 0; !arrivals.has(path) && waited < 20_000; waited += 5) await sleep(5);
  const at = arrivals.get(path);
  if (at === undefined) throw new Error('a message did not arrive');
  latencies.push(at - Date.parse(readyAt ?? ''));
  await sleep(1_000 / perSecond);
}
console.log(
  `event → push service     p50 ${quantile(latencies, 0.5)} ms   p95 ${quantile(latencies, 0.95)} ms   max ${Math.max(...latencies)} ms   (${latencies.length})`,
);
service.closeAllConnections();
service.close();
await program.close();
