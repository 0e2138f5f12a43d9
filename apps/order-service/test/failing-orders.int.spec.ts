/** An order of a shop that cannot be applied keeps no other waiting. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { ShopWorld } from './shop-world.js';

// The test provokes a warning.
Logger.overrideLogger(false);

let world: ShopWorld;
let storeId: string;
beforeAll(async () => {
  world = await ShopWorld.open();
  storeId = await world.setup.store();
}, 120_000);
afterAll(() => world.close());

it('is passed over, held and arriving, and is placed when what was wrong is mended', async () => {
  const { dataSource } = world.setup;
  const connection = await world.connect({ kind: 'standard_webhooks' });
  const send = async (id: string): Promise<void> => {
    const location = { id: 'L1', name: 'Main street' };
    const order = { id, changedAt: '2026-03-11T08:00:00Z', state: 'open', location, reference: id };
    const body = JSON.stringify({ data: { order } });
    const now = new Date();
    const reply = await world.send(connection.id, body, {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Webhook(connection.signingKey ?? '').sign(id, now, body),
    });
    expect(reply.status).toBe(200);
    await world.applied();
  };
  const references = async (): Promise<string[]> =>
    (await world.placed(connection.id))
      .map(({ reference }) => reference ?? '')
      .toSorted((left, right) => left.localeCompare(right));
  await dataSource.query(
    "ALTER TABLE pickup_order ADD CONSTRAINT nothing_bad CHECK (reference NOT LIKE 'bad%')",
  );
  for (const id of ['bad-1', 'bad-2', 'good-1']) await send(id);
  await world.map(connection.id, 'Main street', storeId);
  await world.applied();
  expect(await references()).toEqual(['good-1']);
  await send('good-2');
  expect(await references()).toEqual(['good-1', 'good-2']);
  await dataSource.query('ALTER TABLE pickup_order DROP CONSTRAINT nothing_bad');
  await world.applied();
  expect(await references()).toEqual(['bad-1', 'bad-2', 'good-1', 'good-2']);
}, 60_000);
