import { describe, expect, it } from 'vitest';
import { checkHistory } from './check-history.js';
import type { Asked, HistoryEntry, Logged, Stamp, Told } from './history.js';

/** A checker that finds nothing proves nothing: each kind of breach is planted in a sound history. */
describe('the checker of histories', () => {
  const at = 0;
  const stamp = (n: number, changes: Partial<Stamp> = {}): Stamp => ({
    order: 'o1',
    orderState: 'ready',
    orderVersion: n,
    tripState: 'arrived',
    tripVersion: 3,
    claimedBy: null,
    digest: `d${n}`,
    ...changes,
  });
  const logged = (seq: number, type: string, changes: Partial<Logged> = {}): Logged => ({
    t: 'log',
    store: 's',
    epoch: 'e',
    seq,
    type,
    actor: 'staff',
    entityVersion: seq,
    ...stamp(seq),
    ...changes,
  });
  const asked = (id: number, op: Asked['op'], key: string, who = 'lea'): Asked => ({
    t: 'asked',
    id,
    at,
    who,
    op,
    key,
    store: 's',
    ...(op === 'place' ? {} : { order: 'o1' }),
  });
  const ok = (id: number, told: Partial<Told> = {}): Told => ({ t: 'ok', id, at, ...told });
  const claimed = stamp(2, { claimedBy: 'lea' });
  const handedOver = { orderState: 'handed_over', tripState: 'completed' } as const;

  const parts = {
    asked: [
      asked(1, 'place', 'k1', 'shop'),
      asked(2, 'claim', 'k2'),
      asked(3, 'claim', 'k2'),
    ] as HistoryEntry[],
    told: [ok(1, { order: 'o1' }), { t: 'unknown', id: 2, at }, ok(3, { card: claimed })] as HistoryEntry[],
    handOver: [asked(4, 'hand-over', 'k3'), ok(4, { card: stamp(3, handedOver) })] as HistoryEntry[],
    boards: [
      { t: 'snapshot', board: 'b', store: 's', epoch: 'e', seq: 1 },
      { t: 'seen', board: 'b', store: 's', epoch: 'e', seq: 2, digest: 'd2' },
      { t: 'seen', board: 'b', store: 's', epoch: 'e', seq: 3, digest: 'd3' },
      { t: 'converged', at, board: 'b', store: 's', fault: 'kill -9', afterMs: 900 },
    ] as HistoryEntry[],
    log: [
      logged(1, 'order_placed'),
      logged(2, 'order_claimed', claimed),
      logged(3, 'order_handed_over', handedOver),
    ],
    rows: [
      { t: 'card', store: 's', ...stamp(3, handedOver) },
      { t: 'kept', store: 's', order: 'o1', orderState: 'handed_over', tripState: 'completed' },
    ] as HistoryEntry[],
  };
  const frame = { at, shape: 'x', seed: 1, heads: {} };
  const verdictOf = (changes: Partial<typeof parts>): string[] => {
    const all = { ...parts, ...changes };
    const lines = [...all.asked, ...all.told, ...all.handOver, ...all.boards, ...all.log, ...all.rows];
    return [...checkHistory([{ t: 'begin', ...frame }, ...lines, { t: 'end', ...frame }]).breaches];
  };
  const logWith = (index: number, changes: Partial<Logged>): Logged[] =>
    parts.log.map((entry, n) => (n === index ? { ...entry, ...changes } : entry));

  it('finds nothing in a sound history, and counts it', () => {
    expect(verdictOf({})).toEqual([]);
    const lines = [...parts.asked, ...parts.told, ...parts.boards, ...parts.log];
    expect(checkHistory([{ t: 'begin', ...frame }, ...lines]).figures).toMatchObject({
      tries: 3,
      acknowledged: 2,
      unanswered: 1,
      convergedMs: { worst: 900 },
    });
  });

  it.each<[string, Partial<typeof parts>, RegExp]>([
    ['a lost hand-over', { log: parts.log.slice(0, 2), rows: [] }, /acknowledged and is lost/],
    ['an answer that never was', { told: [...parts.told, ok(3, { card: stamp(9) })] }, /card that never was/],
    ['a number left out', { log: logWith(2, { seq: 4 }) }, /has 4 after 2/],
    ['another epoch', { log: logWith(2, { epoch: 'f' }) }, /changed its epoch/],
    ['an illegal step', { log: logWith(1, { orderState: 'canceled' }) }, /from canceled to handed_over/],
    ['an illegal journey', { log: logWith(1, { tripState: 'expired' }) }, /its trip went from/],
    ['a version that goes back', { log: logWith(2, { entityVersion: 1 }) }, /has version 1 after 2/],
    ['an order from nowhere', { log: logWith(0, { type: 'order_ready' }) }, /never placed/],
    [
      'an effect doubled',
      { log: [...parts.log, logged(4, 'order_handed_over', { ...handedOver, digest: 'd3' })] },
      /happened 2 times/,
    ],
    [
      'an order nobody asked for',
      { log: [...parts.log, logged(4, 'order_placed', { order: 'o2' })] },
      /placed by 0 unanswered/,
    ],
    [
      'two who had the same order',
      { log: [...logWith(2, { claimedBy: 'max', type: 'order_claimed' })] },
      /somebody else had it/,
    ],
    ['a row unlike the log', { rows: [{ t: 'card', store: 's', ...stamp(2) }] }, /not that of the log/],
    [
      'an order that went back',
      { rows: [{ t: 'kept', store: 's', order: 'o1', orderState: 'ready', tripState: 'arrived' }] },
      /not as the log tells/,
    ],
    [
      'a board that skipped',
      { boards: parts.boards.filter((_, n) => n !== 1) },
      /applied 3 when it stood at 1/,
    ],
    [
      'a board that showed something else',
      { boards: [{ ...parts.boards[1], digest: 'dx' } as HistoryEntry, ...parts.boards] },
      /another event 2/,
    ],
    [
      'a board that came late',
      {
        boards: [{ t: 'converged', at, board: 'b', store: 's', fault: 'kill -9', afterMs: 10_001 }],
      },
      /only 10001 ms after/,
    ],
    [
      'a board that never came',
      { boards: [{ t: 'converged', at, board: 'b', store: 's', fault: 'x', afterMs: null }] },
      /did not become equal/,
    ],
    ['a process that died', { rows: [{ t: 'died', at, process: 'gateway 1' }] }, /nobody had killed/],
  ])('finds %s', (_what, changes, breach) => {
    expect(verdictOf(changes).filter((line) => breach.test(line))).not.toEqual([]);
  });

  it('does not take a run that was cut short for a proof', () => {
    expect(checkHistory([{ t: 'begin', ...frame }, ...parts.log]).breaches[0]).toMatch(/cut short/);
  });
});
