import { describe, expect, it } from 'vitest';
import {
  BOARD_NAMESPACE as NAMESPACE,
  BOARD_PROTOCOL as PROTOCOL,
  DEAD_LINK_MS as DEAD,
} from '@curbline/contracts/socket';
import { backOffMs } from './back-off.js';
import { sampleCard, sampleEvent } from '../../fixtures/board.js';
import {
  BOARD_NAMESPACE,
  BOARD_PROTOCOL,
  DEAD_LINK_MS,
  readEnded,
  readEvents,
  readLive,
  readProgress,
} from './board-wire.js';
import { ServerClock } from './server-clock.js';

describe('back-off', () => {
  it('grows from 1 to 6 s and stays there', () => {
    expect([0, 1, 2, 3, 4, 50].map((n) => backOffMs(n, 0.5))).toEqual([1000, 2000, 4000, 6000, 6000, 6000]);
  });
  it('never waits so long that a board could not be right within 10 s of an outage', () => {
    expect(backOffMs(50, 0.999)).toBeLessThan(8_000);
  });
  it('is spread by at least 20 % either way', () => {
    expect(backOffMs(2, 0)).toBeLessThanOrEqual(3200);
    expect(backOffMs(2, 0.999)).toBeGreaterThanOrEqual(4800);
  });
});

describe('the server’s time', () => {
  const clockAt = (start: number) => {
    let mono = start;
    const clock = new ServerClock(() => mono);
    return { clock, pass: (ms: number) => (mono += ms) };
  };

  it('does not depend on when the device thinks it is', () => {
    const { clock, pass } = clockAt(123);
    clock.learn(1_000_000);
    pass(5_000);
    expect(clock.now()).toBe(1_005_000);
  });

  it('believes the quickest of the recent messages', () => {
    const { clock, pass } = clockAt(0);
    clock.learn(999_200); // 800 ms on the way
    pass(1_000);
    clock.learn(1_000_990); // 10 ms
    pass(1_000);
    clock.learn(1_001_500); // 500 ms
    expect(clock.now()).toBe(1_001_990);
  });

  it('heals when the monotonic clock slept', () => {
    const { clock, pass } = clockAt(0);
    clock.learn(1_000_000);
    pass(1_000); // in truth ten minutes went by
    clock.learn(1_600_000);
    expect(clock.now()).toBe(1_600_000);
  });

  it('comes down again after a message that was too far ahead has left the window', () => {
    const { clock, pass } = clockAt(0);
    clock.learn(2_000_000);
    for (let i = 1; i <= 12; i += 1) {
      pass(1_000);
      clock.learn(1_000_000 + i * 1_000);
    }
    expect(clock.now()).toBe(1_012_000);
  });
});

describe('the edge of the socket', () => {
  it('speaks the contract’s protocol', () => {
    expect([BOARD_PROTOCOL, BOARD_NAMESPACE, DEAD_LINK_MS]).toEqual([PROTOCOL, NAMESPACE, DEAD]);
  });

  it('lets events through and nothing else', () => {
    const event = sampleEvent(1, sampleCard());
    expect(readEvents([event])).toEqual([event]);
    const left = { ...event, type: 'visitor_left', payload: {} };
    expect(readEvents([left])).toEqual([left]);
    for (const wrong of [
      null,
      {},
      [null],
      [{ ...event, seq: '1' }],
      [{ ...event, payload: {} }],
      'x',
      [event, 3],
    ]) {
      expect(readEvents(wrong)).toBeNull();
    }
  });

  it('reads heads, progress and endings, and survives rubbish', () => {
    expect(readLive({ head: { epoch: 'e', seq: 3 }, serverTime: 5 })?.head.seq).toBe(3);
    expect(readLive({ head: 3 })).toBeNull();
    expect(readProgress([{ tripId: 't', at: 'x' }, 4, null])).toHaveLength(1);
    expect(readProgress('x')).toEqual([]);
    expect([readEnded({ reason: 'revoked' }), readEnded(null), readEnded({ reason: 'new' })]).toEqual([
      'revoked',
      'shutdown',
      'shutdown',
    ]);
  });
});
