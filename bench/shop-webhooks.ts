/**
 * How long until a shop's webhook is kept? The whole program in this process, and a shop that sends orders at a steady
 * rate whatever the answers take, signed by Standard Webhooks: from the request to the 200, which is only sent when the
 * body is in the database. The orders are applied meanwhile.
 *
 *   npm run bench -- shop-webhooks                          100 a second for 20 s, embedded database
 *   npm run bench -- shop-webhooks --perSecond 50 --seconds 10
 *
 * CURBLINE_TEST_DATABASE=postgres and CURBLINE_TEST_POSTGRES_URL make it run on a Postgres.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Webhook } from 'standardwebhooks';
import type { IssuedShopConnection, ShopConnectionDetails } from '@curbline/contracts/http';
import { CookieJar } from '@curbline/simulation';
import { quantile, startProgram } from './program/start.ts';

const { values } = parseArgs({
  options: { perSecond: { type: 'string', default: '100' }, seconds: { type: 'string', default: '20' } },
});
const [perSecond, seconds] = [Number(values.perSecond), Number(values.seconds)];

const program = await startProgram({ secretKey: randomUUID() });
const admin = new CookieJar(program.url);
await admin.send('POST', '/v1/sign-in', program.demo.credentials.admin);
const connection = await admin.send<IssuedShopConnection>('POST', '/v1/shop-connections', {
  kind: 'standard_webhooks',
  name: 'Bench',
});
const details = (): Promise<ShopConnectionDetails> =>
  admin.send('GET', `/v1/shop-connections/${connection.id}`);
const webhook = new Webhook(connection.signingKey ?? '');

async function send(nth: number): Promise<number> {
  const id = randomUUID();
  const now = new Date();
  const order = {
    id: `bench-${nth}`,
    changedAt: now.toISOString(),
    state: 'open',
    location: { id: 'L1', name: 'Bench' },
    customer: { firstName: 'Zoé', lastName: 'Martin' },
    lines: [{ sku: 'C1', name: 'Café en grains 1 kg', quantity: 2 }],
  };
  const body = JSON.stringify({ type: 'order.changed', data: { order } });
  const startedAt = performance.now();
  const response = await fetch(`${program.url}/v1/connect/${connection.id}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, now, body),
    },
  });
  if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`);
  await response.text();
  return performance.now() - startedAt;
}

// The shop's place becomes known, and is mapped to the store.
await send(-1);
let known = await details();
while (known.locations.length === 0) {
  await sleep(100);
  known = await details();
}
await admin.send(
  'PUT',
  `/v1/shop-connections/${connection.id}/locations`,
  { key: known.locations[0]!.key, storeId: program.storeId },
  { 'if-match': `"${known.connection.version}"` },
);

const startedAt = performance.now();
const sent: Promise<number>[] = [];
for (let nth = 0; nth < perSecond * seconds; nth += 1) {
  sent.push(send(nth));
  await sleep(Math.max(0, startedAt + ((nth + 1) * 1_000) / perSecond - performance.now()));
}
const took = await Promise.all(sent);
const sentFor = performance.now() - startedAt;
console.log(
  `request → 200   p50 ${quantile(took, 0.5).toFixed(0)} ms   p99 ${quantile(took, 0.99).toFixed(0)} ms   ` +
    `max ${Math.max(...took).toFixed(0)} ms   (${took.length} in ${(sentFor / 1000).toFixed(1)} s)`,
);
await program.close();
