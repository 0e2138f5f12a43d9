import { describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LogPosition, Progress, StoreEvent } from '@curbline/contracts/events';
import { InProcessProgress } from '@curbline/messaging';
import type { FollowHandlers, StoreLogFollower, Subscription } from '@curbline/store-log';
import { StoreFeeds, type FeedListener } from './store-feeds.js';

/** A follower whose log is told by the test: the real one is proven in its own library and end to end. */
class ToldFollower {
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

  async tell(storeId: string, ...seqs: number[]): Promise<void> {
    const events = seqs.map((seq) => ({ epoch: 'e', seq }) as StoreEvent);
    await this.open.get(storeId)?.onEvents(storeId, events);
  }
}

function world() {
  const follower = new ToldFollower();
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
  it('is one subscription, however many listen, and ends with the last', async () => {
    const { follower, feeds, listener } = world();
    const [one, two] = [listener(), listener()];
    const [first, second] = await Promise.all([feeds.hold('a'), feeds.hold('a')]);
    first.add(one);
    second.add(two);
    expect(follower.follows).toBe(1);
    await follower.tell('a', 11, 12);
    first.leave(one);
    await follower.tell('a', 13);
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

  it('has moved its position before a listener hears', async () => {
    const { follower, feeds } = world();
    const feed = await feeds.hold('a');
    expect(feed.position.seq).toBe(10);
    const seen: number[] = [];
    feed.add({ onEvents: () => void seen.push(feed.position.seq), onResync: () => {} });
    await follower.tell('a', 11);
    expect(seen).toEqual([11]);
  });

  it('hands a resync on', async () => {
    const { follower, feeds, listener } = world();
    const one = listener();
    const feed = await feeds.hold('a');
    feed.add(one);
    await follower.open.get('a')?.onResync('a', 'epoch', { epoch: 'f', seq: 3 });
    expect(one.resyncs).toEqual(['epoch']);
    expect(feed.position).toEqual({ epoch: 'f', seq: 3 });
  });

  it('tells the progress of the stores that somebody holds, and of no other', async () => {
    const { feeds, progress } = world();
    const heard: string[] = [];
    const stop = feeds.onProgress(({ storeId, tripId }) => heard.push(`${storeId} ${tripId}`));
    const tell = async (): Promise<string[]> => {
      heard.length = 0;
      for (const storeId of ['lyon', 'lille']) progress.publish(wordOf(storeId));
      await nextTurn();
      return [...heard];
    };
    const word = (storeId: string): string => `${storeId} ${wordOf(storeId).tripId}`;
    expect(await tell()).toEqual([]);
    const [first, second] = [await feeds.hold('lyon'), await feeds.hold('lyon')];
    expect(await tell()).toEqual([word('lyon')]);
    first.leave();
    await feeds.hold('lille');
    expect(await tell()).toEqual([word('lyon'), word('lille')]);
    second.leave();
    expect(await tell()).toEqual([word('lille')]);
    stop();
    expect(await tell()).toEqual([]);
  });
});

function wordOf(storeId: string): Progress {
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
