/** What cannot be changed by the work that runs by itself keeps nothing else waiting. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import type { OrderView } from '@curbline/contracts/http';
import { AnonymizationService } from '../src/personal-data/anonymization.service.js';
import { ShortagesService } from '../src/shortages/shortages.service.js';
import { LeftOpenArrivalsService } from '../src/trips/left-open-arrivals.service.js';
import { TripExpiryService } from '../src/trips/trip-expiry.service.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

// The tests provoke warnings.
Logger.overrideLogger(false);

const HOUR_MS = 3_600_000;

let setup: TestSetup;
let storeId: string;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
  await setup.dataSource.query(`
    CREATE TABLE stuck (id uuid PRIMARY KEY);
    CREATE FUNCTION refuse_stuck() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM stuck WHERE id = NEW.id) THEN RAISE EXCEPTION 'this row is stuck'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER stuck_trip BEFORE UPDATE ON trip FOR EACH ROW EXECUTE FUNCTION refuse_stuck();
    CREATE TRIGGER stuck_order BEFORE UPDATE ON pickup_order FOR EACH ROW EXECUTE FUNCTION refuse_stuck();`);
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  storeId = await setup.store();
});

/** Two customers, of whom the first cannot be changed from now on once `stick` is called. */
async function two(more: Record<string, unknown> = {}) {
  const [first, second] = [await setup.order(shop, storeId, more), await setup.order(shop, storeId, more)];
  const stick = (id: string) => setup.dataSource.query('INSERT INTO stuck VALUES ($1)', [id]);
  const free = () => setup.dataSource.query('DELETE FROM stuck');
  return { first, second, stick, free };
}
const tripStateOf = async (orderId: string) =>
  (await shop.get<OrderView>(`/v1/orders/${orderId}`)).body.tripState;

it('when trips expire', async () => {
  const { first, second, stick, free } = await two();
  await stick(first.order.tripId);
  setup.clock.advance(8 * 24 * HOUR_MS);
  const expiry = setup.app.get(TripExpiryService);
  expect(await expiry.expire()).toBe(1);
  expect([await tripStateOf(first.order.id), await tripStateOf(second.order.id)]).toEqual([
    'pending',
    'expired',
  ]);
  await free();
  expect(await expiry.expire()).toBe(1);
  expect(await tripStateOf(first.order.id)).toBe('expired');
});

it('when arrivals are taken out that were left open', async () => {
  const { first, second, stick, free } = await two();
  for (const { link } of [first, second]) await (await setup.customer(link)).post('trip/here', {});
  await stick(first.order.tripId);
  setup.clock.advance(24 * HOUR_MS);
  const leftOpen = setup.app.get(LeftOpenArrivalsService);
  expect(await leftOpen.takeOut()).toBe(1);
  expect([await tripStateOf(first.order.id), await tripStateOf(second.order.id)]).toEqual([
    'arrived',
    'left_open',
  ]);
  await free();
  expect(await leftOpen.takeOut()).toBe(1);
});

it('when questions about missing goods fall back', async () => {
  const { first, second, stick, free } = await two({ lines: [{ name: 'Lait', quantity: 2 }] });
  const lea = await setup.staff(storeId, 'Léa');
  for (const { order } of [first, second]) {
    const at = `/v1/stores/${storeId}/orders/${order.id}/shortages/0`;
    expect((await lea.put(at, { name: 'Lait', missing: 1 })).status).toBe(200);
  }
  await stick(first.order.id);
  setup.clock.advance(HOUR_MS);
  const shortages = setup.app.get(ShortagesService);
  expect(await shortages.fallBack()).toBe(1);
  await free();
  expect(await shortages.fallBack()).toBe(1);
  expect(await shortages.fallBack()).toBe(0);
});

it('when trips of several stores are forgotten', async () => {
  const first = await setup.order(shop, storeId);
  const second = await setup.order(shop, await setup.store());
  for (const { order } of [first, second]) await shop.post(`/v1/orders/${order.id}/cancel`);
  await setup.dataSource.query('INSERT INTO stuck VALUES ($1)', [first.order.tripId]);
  setup.clock.advance(40 * 24 * HOUR_MS);
  const anonymization = setup.app.get(AnonymizationService);
  const named = async () =>
    (
      await setup.dataSource.query<{ id: string }[]>(
        'SELECT id FROM trip WHERE anonymized_at IS NULL AND id = ANY($1)',
        [[first.order.tripId, second.order.tripId]],
      )
    ).map(({ id }) => id);
  await anonymization.run();
  expect(await named()).toEqual([first.order.tripId]);
  await setup.dataSource.query('DELETE FROM stuck');
  expect(await anonymization.run()).toBe(1);
  expect(await named()).toEqual([]);
});
