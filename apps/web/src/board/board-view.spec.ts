import { describe, expect, it } from 'vitest';
import type { Card, Progress } from '@curbline/contracts/events';
import { at, sampleCard, SAMPLE_NOW as NOW } from '../../fixtures/board.js';
import { fromSnapshot } from '../live/board-state.js';
import type { Command } from './command.js';
import { boardView, type BoardInput, type BoardView } from './board-view.js';

const lea = { staffId: 'lea', name: 'Léa' };
const store = { goalS: 120, promiseS: 300, leadS: 120 };

function view(cards: readonly Card[], over: Partial<BoardInput> & { progress?: Progress[] } = {}): BoardView {
  const board = fromSnapshot({
    position: { epoch: 'e', seq: 1 },
    cards: [...cards],
    progress: over.progress ?? [],
  });
  return boardView({ board, answers: new Map(), waiting: [], me: lea, now: NOW, store, ...over });
}
const here = (id: string, sinceMs: number, over: Partial<Card> = {}): Card => {
  const card = sampleCard({ orderId: id, tripId: `trip-${id}`, ...over });
  return { ...card, arrival: { ...card.arrival!, occurredAt: at(NOW - sinceMs) } };
};
const tap = (over: Partial<Command>): Command =>
  ({
    action: 'claim',
    key: 'k',
    storeId: 'lyon',
    orderId: 'a',
    staffId: 'lea',
    tappedAt: NOW,
    ...over,
  }) as Command;
const ids = (v: BoardView, column: keyof BoardView['columns']): string[] =>
  v.columns[column].map(({ card }) => card.orderId);

describe('columns', () => {
  it('serve the longest wait first, and say so on every screen', () => {
    const v = view([here('b', 10_000), here('a', 200_000), here('c', 10_000)]);
    expect(ids(v, 'here')).toEqual(['a', 'b', 'c']);
    expect(v.columns.here.map(({ level }) => level)).toEqual(['late', 'calm', 'calm']);
  });

  it('keep a tap from far away out of Here, without a clock', () => {
    const card = sampleCard();
    const far = { ...card, arrival: { ...card.arrival!, evidence: 'tapped_far' as const, confirmed: false } };
    const v = view([far]);
    expect(ids(v, 'arriving')).toEqual(['order-1']);
    expect(v.columns.arriving[0]?.wait).toBeNull();
  });

  it('drop what was handed over more than 30 minutes ago, and what was canceled', () => {
    const done = (id: string, agoMs: number): Card => {
      const card = here(id, 60_000);
      return { ...card, order: { ...card.order, state: 'handed_over', handedOverAt: at(NOW - agoMs) } };
    };
    const canceled = here('x', 5);
    const v = view([
      done('old', 31 * 60_000),
      done('new', 60_000),
      { ...canceled, order: { ...canceled.order, state: 'canceled' } },
    ]);
    expect(ids(v, 'handed_over')).toEqual(['new']);
    expect(v.columns.here).toEqual([]);
    expect(v.cards).toHaveLength(3);
  });
});

describe('the wait', () => {
  it('judges store minutes: an early customer is not late', () => {
    const early = here('a', 600_000, { window: { from: at(NOW - 30_000), to: at(NOW + 600_000) } });
    const row = view([early]).columns.here[0];
    expect(row?.wait).toEqual({ totalMs: 600_000, earlyMs: 570_000, shortNoticeMs: 0, storeMs: 30_000 });
    expect(row?.level).toBe('calm');
  });

  it('marks who was overtaken', () => {
    const later = here('later', 60_000);
    const served: Card = {
      ...later,
      order: { ...later.order, state: 'handed_over', handedOverAt: at(NOW - 5_000) },
    };
    expect(view([here('a', 200_000), served]).columns.here[0]?.overtaken).toBe(true);
  });
});

describe('the signal', () => {
  const report = (over: Partial<Progress>): Progress => ({
    storeId: 'lyon',
    tripId: 'trip-1',
    at: at(NOW),
    lastSeenAt: at(NOW),
    eta: null,
    band: null,
    signalLost: false,
    probablyHere: false,
    ...over,
  });
  const signal = (over: Partial<Progress>, card = sampleCard()) =>
    view([card], { progress: [report(over)] }).columns.here[0]?.signal.kind;

  it('is live, last seen, or not shared', () => {
    expect(signal({})).toBe('live');
    expect(signal({ signalLost: true, lastSeenAt: at(NOW - 45_000) })).toBe('last_seen');
    expect(signal({ lastSeenAt: at(NOW - 31_000) })).toBe('last_seen');
    const card = sampleCard();
    expect(signal({}, { ...card, trip: { ...card.trip, sharing: 'declined' } })).toBe('not_shared');
  });

  it('gives the expected arrival, else the declared one', () => {
    const eta = { seconds: 240, lowSeconds: 200, highSeconds: 300, source: 'position' as const };
    const base = sampleCard();
    const started: Card = {
      ...base,
      arrival: null,
      trip: { ...base.trip, state: 'started', declaredArrivalAt: at(NOW + 600_000) },
    };
    expect(view([started], { progress: [report({ eta })] }).columns.on_the_way[0]?.expected).toEqual({
      atMs: NOW + 240_000,
      spreadMs: 100_000,
    });
    expect(view([started]).columns.on_the_way[0]?.expected?.atMs).toBe(NOW + 600_000);
  });
});

describe('taps under way', () => {
  it('a claim shows at once, only as mine', () => {
    const row = view([here('a', 5_000)], { waiting: [tap({})] }).columns.here[0];
    expect(row?.card.order.claimedBy).toEqual(lea);
    const foreign = view([here('a', 5_000)], { waiting: [tap({ staffId: 'tom' })] }).columns.here[0];
    expect(foreign?.card.order.claimedBy).toBeNull();
  });

  it('a hand-over waits for the server to check the code', () => {
    const v = view([here('a', 5_000)], {
      waiting: [tap({ action: 'hand-over', proof: 'code', code: 'ABCD' })],
    });
    expect(ids(v, 'here')).toEqual(['a']);
    expect(v.columns.here[0]?.waiting?.action).toBe('hand-over');
  });

  it('an answer ahead of the events is shown, an old one is not', () => {
    const card = here('a', 5_000);
    const ahead: Card = {
      ...card,
      order: { ...card.order, version: 9, state: 'handed_over', handedOverAt: at(NOW) },
    };
    expect(ids(view([card], { answers: new Map([['a', ahead]]) }), 'handed_over')).toEqual(['a']);
    expect(ids(view([ahead], { answers: new Map([['a', card]]) }), 'handed_over')).toEqual(['a']);
  });
});
