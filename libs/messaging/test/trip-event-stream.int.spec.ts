import { afterEach, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TripEventStream } from '@curbline/messaging';
import { implementations, until } from './implementations.js';
import { trip, tripEvent } from './message-fixtures.js';

describe.each(implementations())('the trip-event stream $name', ({ tripEvents }) => {
  const opened: TripEventStream[] = [];
  const setUp = () => {
    const instance = tripEvents();
    return () => {
      const stream = instance();
      opened.push(stream);
      return stream;
    };
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((stream) => stream.close()));
  });

  it('delivers every published event to every group once', async () => {
    const process = setUp();
    const seen: Record<string, unknown[]> = { orders: [], audit: [] };
    for (const group of ['orders', 'audit']) {
      await process().consume(group, 'one', async (event) => void seen[group]?.push(event));
    }
    const event = tripEvent(1, 1);
    await process().publish(event);
    await until(() => seen['orders']?.length === 1 && seen['audit']?.length === 1);
    await sleep(30);
    expect(seen).toEqual({ orders: [event], audit: [event] });
    expect(seen['orders']?.[0]).not.toBe(event);
  });

  it('handles the events of one trip one after the other, in order', async () => {
    const process = setUp();
    const seen: string[] = [];
    let running = 0;
    let most = 0;
    await process().consume('orders', 'one', async (event) => {
      most = Math.max(most, (running += 1));
      await sleep(2);
      running -= 1;
      seen.push(event.id);
    });
    const publisher = process();
    const ids = Array.from({ length: 20 }, (_, n) => tripEvent(1, n).id);
    await Promise.all(ids.map((_, n) => publisher.publish(tripEvent(1, n))));
    await until(() => seen.length === 20);
    expect(seen).toEqual(ids);
    expect(most).toBe(1);
  });

  it('handles different trips concurrently', async () => {
    const process = setUp();
    const seen: string[] = [];
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await process().consume('orders', 'one', async (event) => {
      if (event.tripId === trip(1)) await held;
      seen.push(event.id);
    });
    const publisher = process();
    const slow = publisher.publish(tripEvent(1, 1));
    await publisher.publish(tripEvent(2, 1));
    await until(() => seen.includes(tripEvent(2, 1).id));
    expect(seen).toEqual([tripEvent(2, 1).id]);
    release();
    await slow;
    await until(() => seen.length === 2);
  });

  it('delivers an event again after its handler failed, before the next one of its trip', async () => {
    const process = setUp();
    const seen: string[] = [];
    let failures = 2;
    await process().consume('orders', 'one', async (event) => {
      if (failures-- > 0) throw new Error('the database is away');
      seen.push(event.id);
    });
    const publisher = process();
    await Promise.all([1, 2].map((n) => publisher.publish(tripEvent(1, n))));
    await until(() => seen.length === 2);
    expect(seen).toEqual([tripEvent(1, 1).id, tripEvent(1, 2).id]);
  });

  it('shares the events of a group among its consumers', async () => {
    const process = setUp();
    const seen: string[] = [];
    const first = await process().consume('orders', 'one', async (event) => void seen.push(event.id));
    await process().consume('orders', 'two', async (event) => void seen.push(event.id));
    const publisher = process();
    for (let n = 0; n < 10; n += 1) await publisher.publish(tripEvent(n, 1));
    await until(() => seen.length === 10);
    await first.close();
    await publisher.publish(tripEvent(11, 1));
    await until(() => seen.length === 11);
    expect(new Set(seen).size).toBe(11);
  });

  it('refuses a value that is no trip event', async () => {
    const process = setUp();
    await process().consume('orders', 'one', async () => {});
    const wrong = { ...tripEvent(1, 1), storeId: 'NOT A STORE' };
    await expect(process().publish(wrong)).rejects.toThrow(/storeId/);
  });

  it('delivers nothing after it was closed, and waits for running handlers', async () => {
    const process = setUp();
    let finished = false;
    const consumer = process();
    const started = new Promise<void>((resolve) => {
      void consumer.consume('orders', 'one', async () => {
        resolve();
        await sleep(40);
        finished = true;
      });
    });
    await sleep(60);
    const published = process().publish(tripEvent(1, 1));
    await started;
    await consumer.close();
    expect(finished).toBe(true);
    await published;
  });
});
