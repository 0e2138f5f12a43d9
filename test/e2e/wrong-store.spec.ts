import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardSnapshot, CustomerView, FixesAnswer, FixInput } from '@curbline/contracts/http';
import { DEMO_STORES } from '../../src/demo/demo-stores.js';
import { CookieJar } from '@curbline/simulation';
import { Running, until } from './running.js';

describe('a phone that stands at another store of the chain', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.start();
  }, 60_000);
  afterAll(() => running.close(), 30_000);

  it('lets the customer and both boards know, until it drives on', async () => {
    const other = DEMO_STORES.find(({ id }) => id !== running.store.id);
    if (!other) throw new Error('the demo has one store only');
    const placed = await running.order();
    const jar = new CookieJar(running.url);
    await jar.send('POST', '/v1/link', { token: placed.customerLink.split('#')[1] });
    const trip = `/v1/trips/${placed.order.tripId}`;
    await jar.send('POST', `${trip}/start`, { sharing: true });
    const board = await running.handheld(0, other.id);
    const ownBoard = await running.handheld(0);

    const [longitude, latitude] = other.settings.bays[0]!.position.coordinates;
    const standing = (secondsAgo: number): FixInput => ({
      latitude,
      longitude,
      accuracyM: 8,
      recordedAt: Date.now() - secondsAgo * 1000,
    });
    const report = (fixes: FixInput[]) =>
      jar.send<FixesAnswer>('POST', `${trip}/fixes`, { sentAt: Date.now(), fixes });
    const view = () => jar.send<CustomerView>('GET', trip);

    expect((await report([standing(40), standing(25)])).accepted).toBe(2);
    expect((await view()).trip.otherStore).toBeUndefined();
    await report([standing(5)]);
    await until('the page knows', async () => (await view()).trip.otherStore !== undefined);
    expect((await view()).trip.otherStore).toEqual({ name: other.settings.name });

    const boardOf = (who: CookieJar, storeId: string) =>
      who.send<BoardSnapshot>('GET', `/v1/stores/${storeId}/board`);
    const { visitors, cards } = await boardOf(board, other.id);
    expect(visitors?.map(({ homeStore }) => homeStore.storeId)).toEqual([running.store.id]);
    expect(cards.map(({ orderId }) => orderId)).not.toContain(placed.order.id);
    const card = (await boardOf(ownBoard, running.store.id)).cards.find(
      ({ orderId }) => orderId === placed.order.id,
    );
    expect(card?.trip.otherStore?.storeId).toBe(other.id);

    await report([running.fixAt(-600), running.fixAt(-590, { recordedAt: Date.now() + 400 })]);
    await until('the page forgets it', async () => (await view()).trip.otherStore === undefined);
    await until(
      'the other board, too',
      async () => (await boardOf(board, other.id)).visitors?.length === 0,
      4_000,
    );
  }, 60_000);
});
