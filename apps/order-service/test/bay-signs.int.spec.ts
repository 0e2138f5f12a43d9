/** The signs at the bays: what proves that somebody stood before one, and what does not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BaySigns, CustomerView } from '@curbline/contracts/http';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let storeId: string;
let shop: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  storeId = await setup.store();
  shop = await setup.shop();
}, 120_000);
afterAll(() => setup.close());

async function placed() {
  const { order, link } = await setup.order(shop, storeId);
  return { order, customer: await setup.customer(link) };
}

describe('“I’m here”', () => {
  const signOf = async (bay: string): Promise<string> => {
    const manager = await setup.manager(storeId);
    const { signs } = (await manager.get<BaySigns>(`/v1/stores/${storeId}/signs`)).body;
    return (
      signs
        .find((sign) => sign.bay === bay)
        ?.url.split('/')
        .at(-1) ?? ''
    );
  };

  it('by the sign at a bay gives arrival and bay in one go', async () => {
    const { customer } = await placed();
    const here = await customer.post<CustomerView>('trip/here', { bay: '3', sign: await signOf('3') });
    expect(here.body.trip).toMatchObject({ state: 'arrived', bay: '3' });
    expect(here.body.trip.arrival).toMatchObject({ evidence: 'bay_scanned', confirmed: true });
  });

  it('by a sign without its code, with that of another bay, or by the word of the page is a tap', async () => {
    for (const sign of [undefined, '', 'AAAAAAAAAAAAAAAAAAAAAA', await signOf('2')]) {
      const { customer } = await placed();
      const here = await customer.post<CustomerView>('trip/here', { bay: '3', sign, scanned: true });
      expect(here.body.trip).toMatchObject({ bay: '3', arrival: { evidence: 'tapped_unseen' } });
    }
  });

  it('by a sign while the phone is far away confirms nothing, and the card says why', async () => {
    const { order, customer } = await placed();
    await customer.post('trip/start', { sharing: true });
    await setup.progress({
      storeId,
      tripId: order.tripId,
      at: setup.clock.iso(),
      lastSeenAt: setup.clock.iso(),
      eta: null,
      band: 'far',
      signalLost: false,
      probablyHere: false,
    });
    await customer.post('trip/here', { bay: '3', sign: await signOf('3') });
    const card = (await setup.log.latestOfTrip(storeId, order.tripId))?.payload.card;
    expect(card?.arrival).toMatchObject({
      evidence: 'tapped_far',
      confirmed: false,
      reasons: { doubts: ['far_from_sign'] },
    });
  });

  it('by an old sign is a tap once a new edition is printed; the others stay as they are', async () => {
    const [old, other] = [await signOf('1'), await signOf('2')];
    const manager = await setup.manager(storeId);
    expect((await manager.post(`/v1/stores/${storeId}/signs/1/renewal`)).status).toBe(200);
    expect((await manager.post(`/v1/stores/${storeId}/signs/none/renewal`)).status).toBe(422);
    expect([await signOf('1'), await signOf('2')]).toEqual([expect.not.stringMatching(old), other]);
    const { customer } = await placed();
    const here = await customer.post<CustomerView>('trip/here', { bay: '1', sign: old });
    expect(here.body.trip.arrival?.evidence).toBe('tapped_unseen');
  });
});
