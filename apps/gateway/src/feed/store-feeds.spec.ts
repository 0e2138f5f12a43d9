import { describe, expect, it } from 'vitest';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogPosition, Progress, StoreEvent } from '@curbline/contracts/events';
import { InProcessProgress } from '@curbline/messaging';
import type { FollowHandlers, StoreLogFollower, Subscription } from '@curbline/store-log';
import { StoreFeeds, type FeedListener } from './store-feeds.js';

/** A follower whose events the test gives; the library of the log and end-to-end tests cover the real one. */
class TestFollower {
  readonly open = new Map<string, FollowHandlers>();
  follows = 0;

  follow(storeIds: readonly string[], _from: 'now', handlers: FollowHandlers): Promise<Subscription> {
    const storeId = storeIds[0] ?? '';
    this.follows += 1;
    this.open.set(storeId, handlers);
    return Promise.resolve({
      position: (): LogPosition => ({ epoch: 'e', seq: 10 }),
      close: () => Promise.resolve(void this.open.delete(storeId)),
    });
  }

  async append(storeId: string, ...seqs: number[]): Promise<void> {
    const events = seqs.map((seq) => ({ epoch: 'e', seq }) as StoreEvent);
    await this.open.get(storeId)?.onEvents(storeId, events);
  }
}

function setUp() {
  const follower = new TestFollower();
  const progress = new InProcessProgress();
  const feeds = new StoreFeeds(follower as unknown as StoreLogFollower, progress);
  const listener = (): FeedListener & { seqs: number[]; resyncs: string[] } => {
    const [seqs, resyncs]: [number[], string[]] = [[], []];
    return {
      seqs,
      resyncs,
      onEvents: (events) => void seqs.push(...events.map(({ seq }) => seq)),
      onResync: (reason) => void resyncs.push(reason),
    };
  };
  return { follower, feeds, listener, progress };
}

describe('a store’s feed', () => {
  it('has one subscription for all listeners, and ends with the last', async () => {
    const { follower, feeds, listener } = setUp();
    const [one, two] = [listener(), listener()];
    const [first, second] = await Promise.all([feeds.hold('a'), feeds.hold('a')]);
    first.add(one);
    second.add(two);
    expect(follower.follows).toBe(1);
    await follower.append('a', 11, 12);
    first.leave(one);
    await follower.append('a', 13);
    expect([one.seqs, two.seqs]).toEqual([
      [11, 12],
      [11, 12, 13],
    ]);
    second.leave(two);
    await Promise.resolve();
    expect(follower.open.size).toBe(0);
    await feeds.hold('a');
    expect(follower.follows).toBe(2);
  });

  it('moves its position before it calls a listener', async () => {
    const { follower, feeds } = setUp();
    const feed = await feeds.hold('a');
    expect(feed.position.seq).toBe(10);
    const seen: number[] = [];
    feed.add({ onEvents: () => void seen.push(feed.position.seq), onResync: () => {} });
    await follower.append('a', 11);
    expect(seen).toEqual([11]);
  });

  it('passes a resync to its listeners', async () => {
    const { follower, feeds, listener } = setUp();
    const one = listener();
    const feed = await feeds.hold('a');
    feed.add(one);
    await follower.open.get('a')?.onResync('a', 'epoch', { epoch: 'f', seq: 3 });
    expect(one.resyncs).toEqual(['epoch']);
    expect(feed.position).toEqual({ epoch: 'f', seq: 3 });
  });

  it('passes the progress of stores with an open feed, and of no other store', async () => {
    const { feeds, progress } = setUp();
    const received: string[] = [];
    const stop = feeds.onProgress(({ storeId, tripId }) => received.push(`${storeId} ${tripId}`));
    const publish = async (): Promise<string[]> => {
      received.length = 0;
      for (const storeId of ['lyon', 'lille']) progress.publish(progressOf(storeId));
      await nextTurn();
      return [...received];
    };
    const keyOf = (storeId: string): string => `${storeId} ${progressOf(storeId).tripId}`;
    expect(await publish()).toEqual([]);
    const [first, second] = [await feeds.hold('lyon'), await feeds.hold('lyon')];
    expect(await publish()).toEqual([keyOf('lyon')]);
    first.leave();
    await feeds.hold('lille');
    expect(await publish()).toEqual([keyOf('lyon'), keyOf('lille')]);
    second.leave();
    expect(await publish()).toEqual([keyOf('lille')]);
    stop();
    expect(await publish()).toEqual([]);
  });
});

function progressOf(storeId: string): Progress {
  const at = '2026-03-11T09:00:00.000Z';
  const tripId = '00000000-0000-4000-8000-000000000001';
  return {
    storeId,
    tripId: storeId === 'lyon' ? tripId : tripId.replace(/1$/, '2'),
    at,
    lastSeenAt: null,
    eta: null,
    band: null,
    signalLost: false,
    probablyHere: false,
  };
}
