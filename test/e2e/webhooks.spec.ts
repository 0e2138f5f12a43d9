/** Another system hears of pickups: a real HTTP server that verifies with the official library. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AccountNotice,
  AuditPage,
  IssuedWebhookEndpoint,
  WebhookDeliveriesPage,
  WebhookEndpointView,
} from '@curbline/contracts/http';
import { WebhookEvent, WebhookEventType } from '@curbline/contracts/webhooks';
import { CookieJar } from '@curbline/simulation';
import { DEMO_STORES } from '../../src/demo/demo-stores.js';
import { Running, until } from './running.js';

const SECRET_KEY = 'a key of the tests, long enough to be one';
let running: Running;
let admin: CookieJar;
const received: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[] =
  [];
const gone = new Set<string>();
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const path = request.url ?? '';
    received.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(gone.has(path) ? 410 : 204).end();
  });
});
let origin: string;
beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  running = await Running.start({ secretKey: SECRET_KEY, outgoingPrivateHosts: new Set(['127.0.0.1']) });
  admin = await running.manager();
}, 120_000);
afterAll(async () => {
  await running.close();
  receiver.close();
}, 30_000);

const keyed = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });
const create = (path: string, parts: object = {}, headers = keyed()): Promise<IssuedWebhookEndpoint> =>
  admin.send<IssuedWebhookEndpoint>(
    'POST',
    '/v1/webhooks',
    {
      url: `${origin}${path}`,
      name: `Shop ${path}`,
      eventTypes: WebhookEventType.options,
      storeIds: [running.store.id],
      ...parts,
    },
    headers,
  );
/** Verified with the secret, and held against the schemas. */
const eventsAt = (path: string, secret: string): WebhookEvent[] =>
  received
    .filter((one) => one.path === path)
    .map(({ body, headers }) =>
      WebhookEvent.parse(new Webhook(secret).verify(body, headers as Record<string, string>)),
    );
const deliveriesOf = (id: string): Promise<WebhookDeliveriesPage> =>
  admin.send('GET', `/v1/webhooks/${id}/deliveries`);

describe('webhooks', () => {
  it('tell a shop of a pickup from the drive to the hand-over, and of nobody’s name', async () => {
    const { secret } = await create('/pickup');
    const wish = {
      customer: { firstName: 'Zénobie' },
      reference: `SO-${randomUUID()}`,
      state: 'placed',
    } as const;
    const { placed, phone } = await running.customer(wish);
    const { id, tripId } = placed.order;
    await phone.start(true);
    const board = await running.handheld();
    await running.act(board, id, 'ready');
    await running.act(board, id, 'arrival', { bay: '1' });
    await running.act(board, id, 'claim');
    const code = (await phone.view()).orders[0]?.handOverCode;
    await running.act(board, id, 'hand-over', { proof: 'code', code });
    const of = (type: string): WebhookEvent | undefined =>
      eventsAt('/pickup', secret).find(({ type: found }) => found === type);
    await until('the hand-over', () => of('order.handed_over') !== undefined);
    const common = { storeId: running.store.id, orderId: id, tripId, reference: wish.reference };
    for (const type of ['trip.started', 'order.ready', 'trip.arrived', 'order.claimed', 'order.handed_over'])
      expect(of(type)?.data).toMatchObject(common);
    expect(of('trip.arrived')?.data).toMatchObject({ evidence: 'staff_entered', bay: '1' });
    expect(of('order.handed_over')?.data).toMatchObject({ proof: 'code' });
    expect(received.map(({ body }) => body).join('\n')).not.toContain('Zénobie');
  });

  it('say once when work must begin, as soon as the arrival is known well enough', async () => {
    const { secret } = await create('/kitchen', { eventTypes: ['order.prepare_by'] });
    const { placed, phone } = await running.customer({ state: 'placed' });
    await phone.start(true);
    const begun = Date.now();
    const report = (): Promise<unknown> => {
      const drivenS = (Date.now() - begun) / 1_000;
      const fixes = [50, 40, 30, 20, 10, 0].map((agoS) =>
        running.fixAt(4_000 - 12 * (drivenS - agoS), { recordedAt: Date.now() - agoS * 1_000, speedMps: 12 }),
      );
      return phone.report(fixes, Date.now());
    };
    await until(
      'when to begin',
      async () => {
        await report();
        await sleep(1_500);
        return eventsAt('/kitchen', secret).length > 0;
      },
      20_000,
    );
    await report();
    const [event, ...more] = eventsAt('/kitchen', secret);
    expect(more).toEqual([]);
    if (event?.type !== 'order.prepare_by') throw new Error('not what was asked for');
    expect(event.data).toMatchObject({ orderId: placed.order.id, orderState: 'placed', seq: null });
    const leadMs = Date.parse(event.data.expectedAt) - Date.parse(event.data.prepareBy);
    expect(leadMs).toBe(running.store.settings.leadS * 1_000);
  }, 30_000);

  it('go to endpoints of the store alone that asked for the event', async () => {
    const other = await create('/other-store', { storeIds: [DEMO_STORES[1].id] });
    const { id, secret } = await create('/claims', { eventTypes: ['order.claimed'] });
    const { order } = await running.order();
    const board = await running.handheld();
    await running.act(board, order.id, 'claim');
    await until('the claim', () => eventsAt('/claims', secret).length > 0);
    expect(eventsAt('/claims', secret).map(({ type }) => type)).toEqual(['order.claimed']);
    expect(received.filter(({ path }) => path === '/other-store')).toEqual([]);
    expect((await deliveriesOf(id)).deliveries).toMatchObject([
      { type: 'order.claimed', state: 'delivered', attempts: 1, status: 204, storeId: running.store.id },
    ]);
    expect((await deliveriesOf(other.id)).deliveries).toEqual([]);
  });

  it('are created once for the same key, and the secret is shown again to that request alone', async () => {
    const headers = keyed();
    const first = await create('/twice', {}, headers);
    expect(await create('/twice', {}, headers)).toEqual(first);
    const list = await admin.send<WebhookEndpointView[]>('GET', '/v1/webhooks');
    expect(list.filter(({ name }) => name === 'Shop /twice')).toHaveLength(1);
    expect(JSON.stringify(list)).not.toContain('whsec_');
    await expect(create('/twice', { name: 'Another' }, headers)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('refuse an address inside', async () => {
    const [url, message] = ['https://10.0.0.5/hook', 'must be on the public internet'];
    await expect(create('/x', { url })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(`url: ${message}`),
    });
  });

  it('are tried out, changed, given a new secret, turned off and removed, each noted', async () => {
    const { id, secret, version } = await create('/managed');
    const at = `/v1/webhooks/${id}`;
    await admin.send('POST', `${at}/test`, {}, keyed());
    await until('the test', () => eventsAt('/managed', secret).some(({ type }) => type === 'webhook.test'));
    const rotated = await admin.send<IssuedWebhookEndpoint>('POST', `${at}/rotate`, {}, keyed());
    await admin.send('POST', `${at}/test`, {}, keyed());
    await until('the second test', () => received.filter(({ path }) => path === '/managed').length === 2);
    const last = received.findLast(({ path }) => path === '/managed')!;
    for (const by of [secret, rotated.secret])
      expect(new Webhook(by).verify(last.body, last.headers as Record<string, string>)).toBeDefined();
    await expect(
      admin.send('PATCH', at, { name: 'Late' }, { ...keyed(), 'if-match': `"${version}"` }),
    ).rejects.toMatchObject({ code: 'version-outdated' });
    const off = await admin.send<WebhookEndpointView>(
      'PATCH',
      at,
      { state: 'off' },
      { ...keyed(), 'if-match': `"${rotated.version}"` },
    );
    expect(off).toMatchObject({ state: 'off', offReason: 'manager' });
    await running.order();
    await until('a skipped one', async () =>
      (await deliveriesOf(id)).deliveries.some(({ state }) => state === 'skipped'),
    );
    await expect(admin.send('POST', `${at}/replay`, { failed: true }, keyed())).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    await admin.send('PATCH', at, { state: 'on' }, { ...keyed(), 'if-match': `"${off.version}"` });
    const { replayed } = await admin.send<{ replayed: number }>(
      'POST',
      `${at}/replay`,
      { failed: true },
      keyed(),
    );
    expect(replayed).toBeGreaterThan(0);
    await until('what was skipped', () =>
      received.some(({ path, body }) => path === '/managed' && body.includes('order.ready')),
    );
    await admin.send('POST', `${at}/remove`, {}, keyed());
    await expect(admin.send('GET', at)).rejects.toMatchObject({ code: 'webhook-unknown' });
    const { entries } = await admin.send<AuditPage>('GET', `/v1/stores/${running.store.id}/audit`);
    const noted = entries.filter(({ subject }) => subject === 'Shop /managed').map(({ action }) => action);
    expect(noted.toReversed()).toEqual([
      'webhook_added',
      'webhook_secret_replaced',
      'webhook_changed',
      'webhook_changed',
      'webhook_removed',
    ]);
    expect(JSON.stringify(entries)).not.toContain('whsec_');
  });

  it('end where they are answered with 410, and the managers are told', async () => {
    gone.add('/gone');
    const { id } = await create('/gone');
    await admin.send('POST', `/v1/webhooks/${id}/test`, {}, keyed());
    await until('the end', async () => {
      const { state, offReason } = await admin.send<WebhookEndpointView>('GET', `/v1/webhooks/${id}`);
      return state === 'off' && offReason === 'gone';
    });
    const notices = await admin.send<AccountNotice[]>('GET', '/v1/me/notices');
    expect(notices.filter(({ kind, by }) => kind === 'webhook-off' && by === 'Shop /gone')).toHaveLength(1);
  });

  it('stand in the OpenAPI document, each with its schema', async () => {
    const response = await fetch(`${running.url}/docs-json`);
    expect(response.status).toBe(200);
    const document = (await response.json()) as {
      webhooks: Record<
        string,
        { post: { requestBody: { content: Record<string, { schema: { $ref: string } }> } } }
      >;
      components: { schemas: Record<string, unknown> };
    };
    expect(Object.keys(document.webhooks).toSorted()).toEqual(
      [...WebhookEventType.options, 'webhook.test'].toSorted(),
    );
    for (const { post } of Object.values(document.webhooks)) {
      const { $ref } = post.requestBody.content['application/json']!.schema;
      expect(document.components.schemas[$ref.split('/').at(-1)!]).toMatchObject({ type: 'object' });
    }
  });
});
