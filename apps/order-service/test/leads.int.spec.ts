/** The lead of a store follows how long its people take to walk out, where the store wants it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreView } from '@curbline/contracts/http';
import { LeadTimesService } from '../src/stores/lead-times.service.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

/** Somebody arrives, is claimed half a minute later, and has the bags `walkOutS` after the claim. */
async function pickup(storeId: string, staff: Caller, walkOutS: number): Promise<void> {
  const { order, link } = await setup.order(shop, storeId, { state: 'ready' });
  await (await setup.customer(link)).post('trip/here', {});
  setup.clock.advance(30_000);
  await staff.post(`/v1/stores/${storeId}/orders/${order.id}/claim`);
  setup.clock.advance(walkOutS * 1000);
  const done = await staff.post(`/v1/stores/${storeId}/orders/${order.id}/hand-over`, {
    proof: 'none',
    reason: 'known_customer',
  });
  expect(done.status).toBe(200);
}

async function lived(leadFollows: boolean, pickups: number): Promise<string> {
  const storeId = await setup.store(leadFollows ? { leadFollows } : {});
  const staff = await setup.staff(storeId, 'Léa');
  for (let i = 0; i < pickups; i += 1) await pickup(storeId, staff, 150 + (i % 5) * 5);
  return storeId;
}

const leadOf = async (storeId: string): Promise<number> => {
  // What this process remembers of a store is two seconds old at most.
  setup.clock.advance(3_000);
  const manager = await setup.manager(storeId);
  return (await manager.get<StoreView>(`/v1/stores/${storeId}`)).body.settings.leadS;
};

describe('the lead that follows', () => {
  it('goes step by step to the median walk-out and a margin, and stays', async () => {
    const storeId = await lived(true, 21);
    const manager = await setup.manager(storeId);
    const seen: number[] = [];
    for (let hour = 0; hour < 4; hour += 1) {
      await setup.app.get(LeadTimesService).follow();
      seen.push(await leadOf(storeId));
    }
    expect(seen).toEqual([150, 180, 190, 190]);
    const { settings } = (await manager.get<StoreView>(`/v1/stores/${storeId}`)).body;
    expect(settings.leadFollows).toBe(true);
    const replaced = await manager.put<StoreView>(`/v1/stores/${storeId}`, {
      ...settings,
      leadFollows: false,
    });
    expect(replaced.body.settings.leadFollows).toBeUndefined();
  });

  it('stays where too few walked out, and where the store does not want it', async () => {
    const few = await lived(true, 5);
    const fixed = await lived(false, 21);
    await setup.app.get(LeadTimesService).follow();
    expect(await leadOf(few)).toBe(120);
    expect(await leadOf(fixed)).toBe(120);
  });
});
