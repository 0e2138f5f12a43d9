/** What an order's service is called on the wire, and under which names it is understood. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlacedOrder } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let shop: Caller;
let order: { storeId: string; customer: { firstName: string } };
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
  order = { storeId: await setup.store(), customer: { firstName: 'Zoé' } };
}, 120_000);
afterAll(() => setup.close());

describe('the service of an order', () => {
  it.each([
    [{}, 'curbside'],
    [{ pickupType: 'walk_in' }, 'walk_in'],
    [{ service: 'drive_through' }, 'drive_through'],
    [{ service: 'walk_in', pickupType: 'walk_in' }, 'walk_in'],
  ])('sent as %j is %s', async (said, service) => {
    const response = await shop.post<PlacedOrder>('/v1/orders', { ...order, ...said });
    expect([response.status, response.body.order.service]).toEqual([201, service]);
  });

  it('is asked for when its two names say different things', async () => {
    const both = { ...order, service: 'walk_in', pickupType: 'curbside' };
    const { status, body } = await shop.post<Problem>('/v1/orders', both);
    expect([status, body.errors?.map(({ field }) => field)]).toEqual([400, ['pickupType']]);
  });
});
