/** Tests on a real database, and a real HTTP server that receives, how webhooks are sent, tried again and replayed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '@curbline/database';
import { newWebhookSecret } from '@curbline/platform';
import { WebhookDeliveriesRepository } from '../src/webhooks/webhook-deliveries.repository.js';
import { sealSecret } from '../src/webhooks/webhook-endpoint.entity.js';
import type { Received } from './webhook-receiver.js';
import { until, WebhookStage } from './webhook-stage.js';

// The tests provoke a warning.
Logger.overrideLogger(false);

let stage: WebhookStage;
beforeAll(async () => {
  stage = await WebhookStage.open();
}, 120_000);
afterEach(() => stage.clear());
afterAll(() => stage.test.close());

it('sends what the official library verifies, and nothing without the secret', async () => {
  const { receiver, endpoint, secret } = await stage.endpointWith();
  const [row] = await stage.add(endpoint);
  stage.copy().sender.wake([endpoint.id]);
  await stage.allIn(endpoint, 'delivered');
  const [{ headers, body }] = receiver.received as [Received];
  expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual(JSON.parse(row!.body));
  expect(() => new Webhook(newWebhookSecret()).verify(body, headers as Record<string, string>)).toThrow();
  expect(headers).toMatchObject({ 'webhook-id': row!.eventId, 'content-type': 'application/json' });
  expect(await stage.listed(endpoint)).toMatchObject([
    { state: 'delivered', attempts: 1, status: 204, error: null },
  ]);
});

it('sends nothing where the secret was sealed with another SECRET_KEY, and says so', async () => {
  const { receiver, endpoint } = await stage.endpointWith({ secret: 'AAAA' });
  await stage.add(endpoint);
  stage.copy().sender.wake([endpoint.id]);
  await until(async () => (await stage.listed(endpoint))[0]?.error === 'sealed_otherwise');
  expect(receiver.received).toEqual([]);
});

it('is verified with either secret for as long as both sign', async () => {
  const { receiver, endpoint, secret } = await stage.endpointWith();
  const old = newWebhookSecret();
  await inTransaction(stage.test.database.dataSource, (manager) =>
    stage.endpoints.update(manager, endpoint.id, {
      oldSecret: sealSecret(stage.box, endpoint, old),
      oldSecretUntil: new Date(stage.clock.now() + 1_000),
    }),
  );
  const { sender } = stage.copy();
  await stage.add(endpoint);
  sender.wake([endpoint.id]);
  await until(() => receiver.received.length === 1);
  const verifies = (nth: number, by: string): unknown => {
    const { headers, body } = receiver.received[nth]!;
    return new Webhook(by).verify(body, headers as Record<string, string>);
  };
  expect(verifies(0, old)).toEqual(verifies(0, secret));
  await stage.allIn(endpoint, 'delivered');
  stage.clock.advance(2_000);
  await stage.add(endpoint);
  sender.wake([endpoint.id]);
  await until(() => receiver.received.length === 2);
  expect(verifies(1, secret)).toBeDefined();
  expect(() => verifies(1, old)).toThrow('No matching signature found');
});

it('sends each of many once, by two copies at the same time', async () => {
  const { receiver, endpoint } = await stage.endpointWith();
  const rows = await stage.add(endpoint, 40);
  const copies = [stage.copy(), stage.copy()];
  for (const { sender } of copies) sender.wake([endpoint.id]);
  await stage.allIn(endpoint, 'delivered');
  expect(receiver.ids.toSorted()).toEqual(rows.map(({ eventId }) => eventId).toSorted());
});

it('sends again, with the same id, what a copy had sent when it died before it noted so', async () => {
  const { receiver, endpoint } = await stage.endpointWith();
  const [row] = await stage.add(endpoint);
  class DiesBeforeItNotes extends WebhookDeliveriesRepository {
    override settle = async (): Promise<void> => {
      throw new Error('killed');
    };
  }
  stage.copy(new DiesBeforeItNotes(stage.test.database.dataSource)).sender.wake([endpoint.id]);
  await until(() => receiver.received.length === 1);
  const { sender } = stage.copy();
  await stage.deliveries.putBackLost(stage.clock.now());
  sender.wake([endpoint.id]);
  await sleep(50);
  // Its lease is not over: the copy might still be at it.
  expect(receiver.received.length).toBe(1);
  stage.clock.advance(61_000);
  await stage.deliveries.putBackLost(stage.clock.now());
  sender.wake([endpoint.id]);
  await stage.allIn(endpoint, 'delivered');
  expect(receiver.ids).toEqual([row!.eventId, row!.eventId]);
});

it('tries ten times within three days and a half, then gives up and can be replayed', async () => {
  const { receiver, endpoint } = await stage.endpointWith();
  receiver.answer = () => ({ status: 503 });
  const [row] = await stage.add(endpoint);
  const { sender, turnedOff } = stage.copy();
  const begun = stage.clock.now();
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    sender.wake([endpoint.id]);
    await until(
      async () =>
        (await stage.listed(endpoint)).every(({ state }) => state !== 'sending') &&
        receiver.received.length === attempt,
    );
    const [now] = await stage.listed(endpoint);
    if (now?.state === 'waiting') stage.clock.advance(now.dueAt.getTime() - stage.clock.now());
  }
  expect(await stage.listed(endpoint)).toMatchObject([{ state: 'failed', attempts: 10, status: 503 }]);
  const hours = (stage.clock.now() - begun) / 3_600_000;
  expect(hours).toBeGreaterThan(75.6 * 0.9);
  expect(hours).toBeLessThan(75.6 * 1.1);
  expect(new Set(receiver.ids)).toEqual(new Set([row!.eventId]));
  expect(turnedOff).toEqual([]);
  receiver.answer = () => ({ status: 200 });
  stage.clock.advance(10_000);
  const again = await inTransaction(stage.test.database.dataSource, (manager) =>
    stage.deliveries.replay(manager, endpoint.id, { failed: true }, stage.clock.now()),
  );
  expect(again).toBe(1);
  sender.wake([endpoint.id]);
  await stage.allIn(endpoint, 'delivered');
  expect(receiver.ids.at(-1)).toBe(row!.eventId);
  await until(async () => (await stage.endpoints.find(endpoint.id))?.failingSince === null);
});

it('leaves an endpoint alone for as long as it asks, and follows no redirect', async () => {
  const { receiver, endpoint } = await stage.endpointWith();
  receiver.answer = () => ({ status: 429, headers: { 'retry-after': '120' } });
  const { sender } = stage.copy();
  await stage.add(endpoint);
  sender.wake([endpoint.id]);
  await until(
    async () =>
      (await stage.endpoints.find(endpoint.id))?.pausedUntil?.getTime() === stage.clock.now() + 120_000,
  );
  await stage.add(endpoint);
  sender.wake([endpoint.id]);
  await sleep(50);
  expect(receiver.received.length).toBe(1);
  receiver.answer = () => ({ status: 302, headers: { location: '/elsewhere' } });
  stage.clock.advance(121_000);
  sender.wake([endpoint.id]);
  // Each is settled: it was answered with the redirect, and waits for its next attempt.
  await until(async () =>
    (await stage.listed(endpoint)).every(({ status, state }) => status === 302 && state === 'waiting'),
  );
  // Nothing came by a redirect.
  expect(receiver.received.length).toBe(3);
});

it('says that an endpoint is gone after 410, and that it failed for too long after 120 h', async () => {
  const gone = await stage.endpointWith();
  gone.receiver.answer = () => ({ status: 410 });
  const failing = await stage.endpointWith({ failingSince: new Date(stage.clock.now() - 121 * 3_600_000) });
  failing.receiver.answer = () => ({ status: 500 });
  const { sender, turnedOff } = stage.copy();
  await stage.add(gone.endpoint);
  await stage.add(failing.endpoint);
  sender.wake([gone.endpoint.id, failing.endpoint.id]);
  await until(() => turnedOff.length === 2);
  expect(turnedOff.toSorted()).toEqual(
    [`${gone.endpoint.id} gone`, `${failing.endpoint.id} failing`].toSorted(),
  );
});

it('replays one, or a range, of whatever state, and never what is under way', async () => {
  const { endpoint } = await stage.endpointWith();
  const skipped = await stage.add(endpoint, 2, 'off');
  const from = new Date(stage.clock.now()).toISOString();
  stage.clock.advance(60_000);
  const later = await stage.add(endpoint, 3, 'off');
  const replay = (which: Parameters<typeof stage.deliveries.replay>[2]): Promise<number> =>
    inTransaction(stage.test.database.dataSource, (manager) =>
      stage.deliveries.replay(manager, endpoint.id, which, stage.clock.now()),
    );
  expect(await replay({ id: later[0]!.eventId })).toBe(1);
  expect(await replay({ id: later[0]!.eventId })).toBe(0);
  expect(await replay({ from, to: from })).toBe(skipped.length);
  expect(await replay({ failed: true })).toBe(2);
  expect(await replay({ failed: true })).toBe(0);
});

it('does not wait for an endpoint that hangs', async () => {
  const [dead, well] = [await stage.endpointWith(), await stage.endpointWith()];
  dead.receiver.answer = () => ({ status: 200, afterMs: 3_000 });
  const { sender } = stage.copy();
  await stage.add(dead.endpoint, 20);
  await stage.add(well.endpoint, 20);
  const begun = performance.now();
  sender.wake([dead.endpoint.id, well.endpoint.id]);
  await stage.allIn(well.endpoint, 'delivered');
  expect(performance.now() - begun).toBeLessThan(3_000);
  expect(dead.receiver.received.length).toBe(4);
});
