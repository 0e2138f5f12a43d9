import { describe, expect, it } from 'vitest';
import type { CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { CommandQueue, type SendOutcome } from '../live/command-queue.js';
import { addTap, bodyOf, routeOf, type Tap, type WaitingTap } from './taps.js';

const at = (tap: Tap, tappedAt = 1_000, key = 'k1'): WaitingTap => ({ ...tap, tripId: 't1', tappedAt, key });
const here = at({ kind: 'here', body: {} });

describe('what waits to be sent', () => {
  it('completes a tap of the same kind that has not left, and keeps the time of the first', () => {
    const queue = addTap([here], at({ kind: 'here', body: { bay: '4' } }, 9_000));
    expect(queue).toEqual([at({ kind: 'here', body: { bay: '4' } })]);
  });

  it('leaves alone a tap that is being sent', () => {
    const { outbox } = bench();
    outbox.add(here);
    outbox.add(at({ kind: 'here', body: { bay: '4' } }, 9_000, 'k2'));
    expect(outbox.waiting.map((tap) => tap.body)).toEqual([{}, { bay: '4' }]);
  });

  it('joins details into one request, the latest word winning', () => {
    const first = addTap([], at({ kind: 'details', body: { bay: '4', placement: 'trunk' } }));
    const second = addTap(first, at({ kind: 'details', body: { bay: null } }));
    expect(second).toEqual([at({ kind: 'details', body: { bay: null, placement: 'trunk' } })]);
  });

  it('joins stars and words of a rating, and replaces the rating of the trip', () => {
    const stars = addTap([], at({ kind: 'rating', body: { stars: 2 } }));
    const words = addTap(stars, at({ kind: 'rating', body: { stars: 4, words: 'Merci' } }));
    const changed = addTap(words, at({ kind: 'rating', body: { stars: 5 } }));
    expect(changed).toEqual([at({ kind: 'rating', body: { stars: 5, words: 'Merci' } })]);
    expect(changed.map(routeOf)).toEqual([{ method: 'PUT', path: '/v1/trips/t1/rating' }]);
  });

  it('puts the end of sharing before all else that waits', () => {
    const queue = addTap([here], at({ kind: 'sharing', body: { sharing: false } }));
    expect(queue.map((tap) => tap.kind)).toEqual(['sharing', 'here']);
  });

  it('puts the end of sharing right behind what is under way', () => {
    const { outbox } = bench();
    outbox.add(at({ kind: 'start', body: { sharing: true } }));
    outbox.add({ ...here, key: 'k2' });
    outbox.add(at({ kind: 'sharing', body: { sharing: false } }, 1_000, 'k3'));
    expect(outbox.waiting.map((tap) => tap.kind)).toEqual(['start', 'sharing', 'here']);
  });

  it('never starts sharing that was stopped before the start left', () => {
    const queue = addTap(
      [at({ kind: 'start', body: { sharing: true } })],
      at({ kind: 'sharing', body: { sharing: false } }),
    );
    expect(queue).toEqual([at({ kind: 'start', body: { sharing: false } })]);
  });

  it('keeps only the last word on sharing', () => {
    const off = addTap([], at({ kind: 'sharing', body: { sharing: false } }));
    expect(addTap(off, at({ kind: 'sharing', body: { sharing: true } }))).toEqual([
      at({ kind: 'sharing', body: { sharing: true } }),
    ]);
  });
});

describe('the name of a request', () => {
  it('is new for a tap that was completed, since that is another request', () => {
    const queue = addTap([here], at({ kind: 'here', body: { bay: '4' } }, 9_000, 'k2'));
    expect(queue.map(({ key }) => key)).toEqual(['k2']);
    const start = at({ kind: 'start', body: { sharing: true } });
    const stopped = addTap([start], at({ kind: 'sharing', body: { sharing: false } }, 9_000, 'k3'));
    expect(stopped.map(({ key }) => key)).toEqual(['k3']);
  });

  it('is the same at every try, with the same body', async () => {
    const { asked, timers, outbox, answer, add } = bench();
    add({ kind: 'here', body: { bay: '4' } });
    await answer({ later: true });
    timers.at(-1)?.work();
    const [first, second] = asked.map(({ tap }) => [tap.key, bodyOf(tap)]);
    expect(second).toEqual(first);
    add({ kind: 'details', body: { bay: '5' } });
    expect(new Set(outbox.waiting.map(({ key }) => key)).size).toBe(2);
  });
});

describe('the time of "I am here"', () => {
  it('is the tap’s own, whenever it leaves', () => {
    expect(bodyOf(at({ kind: 'here', body: { bay: '4' } }))).toEqual({
      bay: '4',
      tappedAt: '1970-01-01T00:00:01.000Z',
    });
  });

  it('is on no other tap', () => {
    expect(bodyOf(at({ kind: 'details', body: { bay: '4' } }))).toEqual({ bay: '4' });
  });
});

const view = { tripId: 'a' } as unknown as CustomerView;
const refused: Problem = { type: 'x', title: 'Too late', status: 409, code: 'not-possible-now' };

/** An outbox whose answers, clock and timers the test holds. */
function bench() {
  const asked: { tap: WaitingTap; answer: (answer: SendOutcome<CustomerView>) => void }[] = [];
  const timers: { ms: number; work: () => void; off: boolean }[] = [];
  const kept: (readonly WaitingTap[])[] = [];
  const settled: string[] = [];
  const outbox = new CommandQueue<WaitingTap, CustomerView>(
    {
      laneOf: ({ tripId }) => tripId,
      place: addTap,
      send: (tap) => new Promise((answer) => asked.push({ tap, answer })),
      keep: (queue) => kept.push(queue),
      after: (ms, work) => {
        const timer = { ms, work, off: false };
        timers.push(timer);
        return () => {
          timer.off = true;
        };
      },
      random: () => 0.5,
    },
    {
      changed: () => undefined,
      done: ({ kind }) => settled.push(`${kind} done`),
      refused: ({ kind }, { code }) => settled.push(`${kind} ${code}`),
    },
  );
  outbox.resume();
  let keys = 0;
  const add = (tap: Tap): void => outbox.add(at(tap, 5_000, `k${(keys += 1)}`));
  const answer = async (value: SendOutcome<CustomerView>): Promise<void> => {
    asked.at(-1)?.answer(value);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asked, timers, kept, settled, outbox, add, answer };
}

describe('the outbox', () => {
  it('sends taps one after the other', async () => {
    const { asked, outbox, answer, settled, add } = bench();
    add({ kind: 'start', body: { sharing: false } });
    add({ kind: 'here', body: {} });
    expect(asked.map(({ tap }) => tap.kind)).toEqual(['start']);
    await answer({ done: view });
    expect(asked.map(({ tap }) => tap.kind)).toEqual(['start', 'here']);
    await answer({ done: view });
    expect(settled).toEqual(['start done', 'here done']);
    expect(outbox.waiting).toEqual([]);
  });

  it('keeps a tap the network swallowed and tries again, later each time', async () => {
    const { asked, timers, kept, outbox, answer, add } = bench();
    add({ kind: 'here', body: {} });
    await answer({ later: true });
    expect(outbox.waiting).toHaveLength(1);
    timers.at(-1)?.work();
    await answer({ later: true });
    expect(timers.map(({ ms }) => ms)).toEqual([1_000, 2_000]);
    timers.at(-1)?.work();
    await answer({ done: view });
    expect(asked).toHaveLength(3);
    expect(kept.at(-1)).toEqual([]);
  });

  it('waits as long as a busy server asks', async () => {
    const { timers, answer, add } = bench();
    add({ kind: 'here', body: {} });
    await answer({ later: true, afterMs: 30_000 });
    expect(timers.at(-1)?.ms).toBe(30_000);
  });

  it('does not wait when the network is back', async () => {
    const { asked, timers, outbox, answer, add } = bench();
    add({ kind: 'here', body: {} });
    await answer({ later: true });
    outbox.hurry();
    expect(asked).toHaveLength(2);
    expect(timers.at(-1)?.off).toBe(true);
  });

  it('drops what the server refuses and goes on with the next', async () => {
    const { answer, settled, add } = bench();
    add({ kind: 'here', body: {} });
    add({ kind: 'details', body: { bay: '4' } });
    await answer({ refused });
    await answer({ done: view });
    expect(settled).toEqual(['here not-possible-now', 'details done']);
  });

  it('sends first what an earlier life of the page left behind', () => {
    const { asked, outbox } = bench();
    outbox.restore([here]);
    expect(asked.map(({ tap }) => tap)).toEqual([here]);
  });
});
