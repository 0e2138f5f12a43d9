/** The generated TypeScript client against the running program. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  createWebhook,
  curbline,
  followTrip,
  getTrip,
  handOverOrder,
  isProblem,
  markOrderReady,
  openLink,
  placeOrder,
  recordArrival,
  startTrip,
  verifyWebhook,
  type WebhookEvent,
} from '@curbline/client';
import { CookieJar } from '@curbline/simulation';
import { CLIENT_FOLDER, generateClient } from '../../tools/generate-client.mjs';
import { launchCurbline } from '../../tools/launch-curbline.mjs';
import { Running, until } from './running.js';

let running: Running;
let shop: Client;
const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    received.push({ headers: request.headers, body });
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
  shop = curbline({ url: running.url, apiKey: running.demo.credentials.apiKey });
}, 120_000);
afterAll(async () => {
  await running.close();
  receiver.close();
}, 30_000);

const newKey = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() });
const withCookies = (jar: CookieJar): Client =>
  curbline({ url: running.url, headers: { cookie: jar.header() } });

describe('the TypeScript client', () => {
  it('is what is generated from the document of the running program', async () => {
    // As it is compiled for use: from source, Swagger sees less of the types.
    const program = await launchCurbline();
    const folder = mkdtempSync(join(tmpdir(), 'curbline-client-'));
    try {
      const document = (await (await fetch(`${program.url}/docs-json`)).json()) as object;
      await generateClient(document, folder);
      const filesOf = (root: string): Map<string, string> =>
        new Map(
          readdirSync(root, { recursive: true, encoding: 'utf8' })
            .filter((name) => name.endsWith('.ts'))
            .toSorted()
            .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
        );
      const [kept, made] = [filesOf(fileURLToPath(CLIENT_FOLDER)), filesOf(folder)];
      const changed = [...made].filter(([name, text]) => kept.get(name) !== text).map(([name]) => name);
      expect(changed, 'the API has changed: generate the client anew by `npm run client`').toEqual([]);
      expect([...kept.keys()]).toEqual([...made.keys()]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await program.dispose();
    }
  }, 300_000);

  it('places an order, follows it to the hand-over, and reads the webhooks of it', async () => {
    const manager = withCookies(await running.manager());
    const { data: endpoint } = await createWebhook({
      client: manager,
      headers: newKey(),
      body: {
        url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
        name: 'Client',
        eventTypes: ['order.ready', 'trip.started', 'trip.arrived', 'order.handed_over'],
        storeIds: [running.store.id],
      },
    });
    const { data: placed } = await placeOrder({
      client: shop,
      headers: newKey(),
      body: { storeId: running.store.id, reference: 'SO-1', customer: { firstName: 'Zoé' } },
    });
    const { id, tripId, state } = placed!.order;
    expect(state).toBe('placed');

    const opened = await openLink({
      client: curbline({ url: running.url }),
      body: { token: placed!.customerLink.split('#')[1]! },
    });
    const cookie = opened
      .response!.headers.getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const customer = curbline({ url: running.url, headers: { cookie } });
    const path = { tripId };
    const over = new AbortController();
    const states = new Set<string>();
    const { stream } = await followTrip({ client: customer, path, signal: over.signal });
    const following = (async () => {
      for await (const message of stream) if ('tripState' in message) states.add(message.tripState);
    })();
    await startTrip({ client: customer, path, headers: newKey(), body: { sharing: false } });
    await markOrderReady({ client: shop, path: { orderId: id }, headers: newKey() });
    const staff = withCookies(await running.handheld());
    const order = { storeId: running.store.id, orderId: id };
    await recordArrival({ client: staff, path: order, headers: newKey(), body: { bay: '1' } });
    const { data: view } = await getTrip({ client: customer, path });
    const code = view!.orders[0]!.handOverCode!;
    await handOverOrder({ client: staff, path: order, headers: newKey(), body: { proof: 'code', code } });
    await until('the hand-over in the stream', () => states.has('completed'), 25_000);
    over.abort();
    await following.catch(() => {});
    expect([...states]).toEqual(expect.arrayContaining(['arrived', 'completed']));

    const events = (): WebhookEvent[] =>
      received.map(({ body, headers }) => verifyWebhook(body, headers, endpoint!.secret));
    await until('its webhook', () => events().some(({ type }) => type === 'order.handed_over'), 25_000);
    for (const event of events()) {
      if (event.type === 'trip.arrived') expect(event.data.bay).toBe('1');
      if (event.type === 'order.handed_over')
        expect(event.data).toMatchObject({ reference: 'SO-1', proof: 'code' });
    }
    expect(() => verifyWebhook(`${received[0]!.body} `, received[0]!.headers, endpoint!.secret)).toThrow();
  }, 120_000);

  it('says what was refused, and in which field', async () => {
    const call = (parts: object, client = shop) =>
      placeOrder({
        client,
        headers: newKey(),
        body: { storeId: running.store.id, customer: { firstName: 'Zoé' }, ...parts },
      });
    const wrong = await call({ itemsCount: -1 });
    expect([wrong.data, wrong.response?.status]).toEqual([undefined, 400]);
    expect(isProblem(wrong.error) && wrong.error).toMatchObject({
      code: 'invalid-input',
      errors: [{ field: 'itemsCount' }],
    });
    const french = await call(
      { storeId: 'nowhere' },
      curbline({ url: `${running.url}/`, apiKey: running.demo.credentials.apiKey, language: 'fr' }),
    );
    expect(isProblem(french.error) && [french.error.code, french.error.status]).toEqual([
      'store-unknown',
      404,
    ]);
    expect(french.response?.headers.get('content-language') ?? french.error?.title).toMatch(/fr|magasin/i);
    const stranger = await call({}, curbline({ url: running.url }));
    expect(isProblem(stranger.error) && stranger.error.status).toBe(401);
    const nowhere = await call({}, curbline({ url: 'http://127.0.0.1:9', apiKey: 'cbk_none' }));
    expect(isProblem(nowhere.error)).toBe(false);
    expect(nowhere.error).toBeDefined();
  });

  it('does what the example of its README says', async () => {
    const readme = readFileSync(new URL('../../libs/client/README.md', import.meta.url), 'utf8');
    const example = /```ts\n([\s\S]*?)```/.exec(readme)![1]!.replace('lyon-part-dieu', running.store.id);
    // Within the checkout, where Node finds the client by its name.
    const folder = fileURLToPath(new URL('../../.cache/', import.meta.url));
    mkdirSync(folder, { recursive: true });
    const file = join(mkdtempSync(join(folder, 'client-example-')), 'example.ts');
    writeFileSync(file, example);
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', file],
        {
          env: {
            ...process.env,
            CURBLINE_URL: running.url,
            CURBLINE_API_KEY: running.demo.credentials.apiKey,
          },
        },
      );
      expect(stdout).toBe('send to the customer: /p\nthe order is ready\n');
    } finally {
      rmSync(join(file, '..'), { recursive: true, force: true });
    }
  }, 60_000);
});
