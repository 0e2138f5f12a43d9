/**
 * How long from an event to its webhook, and what does an endpoint that hangs cost the others? The whole program in this
 * process, with endpoints at a server beside it, over real HTTP: from the moment that an order is made ready, by the
 * event's own time, to the request's arrival. Rounds in which all endpoints answer take turns with rounds in which one of
 * them takes requests and never answers.
 *
 *   npm run bench -- webhooks                               50 endpoints, 2 events a second, embedded database
 *   npm run bench -- webhooks --endpoints 50 --events 60 --rounds 4
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CookieJar, ShopSystem } from '@curbline/simulation';
import { quantile, startProgram } from './program/start.ts';

const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '50' },
    events: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '4' },
    perSecond: { type: 'string', default: '2' },
  },
});
const numbers = [values.endpoints, values.events, values.rounds, values.perSecond].map(Number);
const [endpoints, events, rounds, perSecond] = numbers as [number, number, number, number];

/** The path of the endpoint that hangs in every other round. */
const HANGING = '/0';
let hangs = false;
let latencies: number[] = [];
const receiver = createServer((request, response) => {
  const at = Date.now();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (hangs && request.url === HANGING) return;
    const { timestamp } = JSON.parse(Buffer.concat(chunks).toString()) as { timestamp: string };
    if (request.url !== HANGING) latencies.push(at - Date.parse(timestamp));
    response.writeHead(204).end();
  });
}).listen(0, '127.0.0.1');
await once(receiver, 'listening');
const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;

const program = await startProgram({
  secretKey: randomUUID(),
  outgoingPrivateHosts: new Set(['127.0.0.1']),
});
const admin = new CookieJar(program.url);
await admin.send('POST', '/v1/sign-in', program.demo.credentials.admin);
for (let nth = 0; nth < endpoints; nth += 1)
  await admin.send('POST', '/v1/webhooks', {
    url: `${origin}/${nth}`,
    name: `Endpoint ${nth}`,
    eventTypes: ['order.ready'],
    storeIds: [program.storeId],
  });

const shop = new ShopSystem(program.url, program.demo.credentials.apiKey);
async function round(): Promise<number[]> {
  latencies = [];
  for (let nth = 0; nth < events; nth += 1) {
    await shop.place({ storeId: program.storeId, customer: { firstName: 'Zoé' }, state: 'ready' });
    await sleep(1_000 / perSecond);
  }
  const expected = events * (endpoints - 1);
  for (let waited = 0; latencies.length < expected && waited < 20_000; waited += 50) await sleep(50);
  if (latencies.length !== expected) throw new Error(`${latencies.length} of ${expected} arrived`);
  return latencies;
}

await round();
const all: Record<'well' | 'hanging', number[]> = { well: [], hanging: [] };
for (let nth = 0; nth < rounds; nth += 1) {
  hangs = nth % 2 === 1;
  all[hangs ? 'hanging' : 'well'].push(...(await round()));
}
const line = (name: string, of: readonly number[]): string =>
  `${name.padEnd(24)} p50 ${quantile(of, 0.5)} ms   p95 ${quantile(of, 0.95)} ms   max ${Math.max(...of)} ms   (${of.length})`;
console.log(line('all endpoints answer', all.well));
console.log(line('one of them hangs', all.hanging));
console.log(`p95 of the others: × ${(quantile(all.hanging, 0.95) / quantile(all.well, 0.95)).toFixed(2)}`);
receiver.closeAllConnections();
receiver.close();
await program.close();
