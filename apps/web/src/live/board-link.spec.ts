import { beforeEach, describe, expect, it } from 'vitest';
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import type { Live } from '@curbline/contracts/socket';
import { BoardLink } from './board-link.js';
import type { LinkPhase, SnapshotAnswer, SocketHandlers } from './board-link-environment.js';
import { sampleCard, sampleEvent } from '../../fixtures/board.js';
import { FakeTime } from '../../fixtures/fake-time.js';

/** A server as seen through the link’s environment, and a listener that keeps a log of what it was told. */
class Scene {
  readonly time = new FakeTime();
  readonly phases: { at: number; phase: LinkPhase }[] = [];
  readonly opened: LogPosition[] = [];
  snapshots = 0;
  ended: string | null = null;
  seq = 0;
  epoch = 'e1';
  head = 0;
  answer: () => SnapshotAnswer = () => ({ snapshot: this.snapshot(), delayMs: 5 });
  /** What the server does when a socket opens. */
  onOpen: (handlers: SocketHandlers) => void = (handlers) => handlers.live(this.live());
  probe: () => Promise<Live> = () => Promise.resolve(this.live());
  handlers: SocketHandlers | null = null;

  readonly link = new BoardLink(
    {
      fetchSnapshot: () => {
        this.snapshots += 1;
        return Promise.resolve(this.answer());
      },
      openSocket: (position, handlers) => {
        this.opened.push(position);
        this.handlers = handlers;
        this.time.after(10, () => this.onOpen(handlers));
        return { probe: () => this.probe(), close: () => {} };
      },
      after: this.time.after,
      monotonicMs: this.time.monotonicMs,
      wallMs: this.time.monotonicMs,
      random: () => 0.5,
    },
    {
      phase: (phase) => this.phases.push({ at: this.time.monotonicMs(), phase }),
      snapshot: ({ position }) => {
        this.seq = position.seq;
        this.epoch = position.epoch;
      },
      events: (events) => {
        for (const event of events) {
          if (event.seq > this.seq + 1) return 'missing';
          this.seq = Math.max(this.seq, event.seq);
        }
        return null;
      },
      progress: () => {},
      position: () => ({ epoch: this.epoch, seq: this.seq }),
      heard: () => {},
      ended: (reason) => (this.ended = reason),
    },
  );

  live(): Live {
    return { head: { epoch: 'e1', seq: this.head }, serverTime: 1 };
  }
  snapshot(): BoardSnapshot {
    return { position: { epoch: 'e1', seq: this.head }, serverTime: 1 } as BoardSnapshot;
  }
  get phase(): LinkPhase | undefined {
    return this.phases.at(-1)?.phase;
  }
  async goLive(): Promise<void> {
    this.link.start();
    await this.time.pass(20);
    expect(this.phase).toBe('live');
  }
}

const event = (seq: number): StoreEvent => sampleEvent(seq, sampleCard());
let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

describe('going live', () => {
  it('takes a snapshot and connects from its place in the log', async () => {
    scene.head = 41;
    await scene.goLive();
    expect(scene.opened).toEqual([{ epoch: 'e1', seq: 41 }]);
  });

  it('takes a new snapshot when the server says resync', async () => {
    scene.onOpen = (handlers) =>
      scene.opened.length === 1 ? handlers.resync() : handlers.live(scene.live());
    await scene.goLive();
    expect(scene.snapshots).toBe(2);
  });

  it('asks again for a snapshot, 1, 2, 4, 6, 6 and 6 s apart, while the server is away', async () => {
    scene.answer = () => ({ unreachable: true });
    scene.link.start();
    await scene.time.pass(25_100);
    expect(scene.snapshots).toBe(7);
  });

  it('stops for good when the device is revoked', async () => {
    scene.answer = () => ({ refused: 'revoked' });
    scene.link.start();
    await scene.time.pass(60_000);
    expect([scene.ended, scene.snapshots, scene.phase]).toEqual(['revoked', 1, 'ended']);
  });
});

describe('a connection that dies', () => {
  it('without a word is called dead within 15 s and tried again at once', async () => {
    await scene.goLive();
    scene.onOpen = () => {};
    await scene.time.pass(15_000);
    expect(scene.phase).toBe('connecting');
    expect(scene.opened).toHaveLength(2);
  });

  it('stays live as long as heartbeats come', async () => {
    await scene.goLive();
    for (let i = 0; i < 6; i += 1) {
      await scene.time.pass(10_000);
      scene.handlers?.heartbeat(scene.live());
    }
    expect(scene.phases.filter(({ phase }) => phase === 'live')).toHaveLength(1);
    expect(scene.opened).toHaveLength(1);
  });

  it('by a close comes back from its own place', async () => {
    scene.head = 7;
    await scene.goLive();
    scene.handlers?.events([event(8)]);
    scene.handlers?.closed(false);
    await scene.time.pass(1_100);
    expect(scene.phase).toBe('live');
    expect(scene.opened.at(-1)).toEqual({ epoch: 'e1', seq: 8 });
    expect(scene.snapshots).toBe(1);
  });

  it('found dead on waking is replaced within 2 s', async () => {
    await scene.goLive();
    scene.probe = () => new Promise(() => {});
    scene.link.wake();
    await scene.time.pass(2_000);
    expect(scene.opened).toHaveLength(2);
    expect(scene.phase).toBe('live');
  });

  it('found alive on waking is kept', async () => {
    await scene.goLive();
    scene.link.wake();
    await scene.time.pass(5_000);
    expect(scene.opened).toHaveLength(1);
  });
});

describe('a hole in the events', () => {
  it('is filled by asking again from the last event', async () => {
    await scene.goLive();
    scene.handlers?.events([event(1)]);
    scene.handlers?.events([event(3)]);
    await scene.time.pass(20);
    expect(scene.opened.at(-1)).toEqual({ epoch: 'e1', seq: 1 });
    expect(scene.snapshots).toBe(1);
  });

  it('that stays after asking twice leads to a new snapshot', async () => {
    await scene.goLive();
    scene.onOpen = (handlers) => handlers.events([event(9)]);
    scene.handlers?.events([event(9)]);
    await scene.time.pass(1_200);
    expect(scene.snapshots).toBe(2);
  });

  it('that no snapshot heals does not become a storm of requests', async () => {
    await scene.goLive();
    scene.onOpen = (handlers) => handlers.resync();
    scene.handlers?.resync();
    await scene.time.pass(60_000);
    expect(scene.snapshots).toBeLessThan(30);
  });

  it('at the very end is told by the next heartbeat', async () => {
    await scene.goLive();
    scene.head = 1;
    scene.handlers?.heartbeat(scene.live());
    await scene.time.pass(1_600);
    expect(scene.opened).toHaveLength(2);
  });

  it('is not suspected when the events come right behind the heartbeat', async () => {
    await scene.goLive();
    scene.head = 1;
    scene.handlers?.heartbeat(scene.live());
    scene.handlers?.events([event(1)]);
    await scene.time.pass(5_000);
    expect(scene.opened).toHaveLength(1);
  });

  it('of a message that cannot be read counts as one', async () => {
    await scene.goLive();
    scene.handlers?.events(null);
    await scene.time.pass(20);
    expect(scene.opened).toHaveLength(2);
  });
});

it('hears nothing more from a try that is over', async () => {
  await scene.goLive();
  const old = scene.handlers;
  scene.handlers?.closed(false);
  old?.ended('revoked');
  await scene.time.pass(1_500);
  expect(scene.ended).toBeNull();
  expect(scene.phase).toBe('live');
});
