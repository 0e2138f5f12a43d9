import { describe, expect, it } from 'vitest';
import type { Card, StoreEvent } from '@curbline/contracts/events';
import * as fc from 'fast-check';
import { at, sampleCard, sampleEvent, SAMPLE_NOW } from '../../fixtures/board.js';
import { applyEvents, applyProgress, fromSnapshot, newerCard, type BoardState } from './board-state.js';

const empty: BoardState = fromSnapshot({ position: { epoch: 'e1', seq: 0 }, cards: [], progress: [] });
const versioned = (id: string, version: number): Card =>
  sampleCard({ orderId: id, order: { ...sampleCard().order, version } });

describe('applying events', () => {
  it('replaces the whole card and tells what changed', () => {
    const first = sampleEvent(1, versioned('a', 1), 'trip_arrived');
    const second = sampleEvent(2, versioned('a', 2), 'order_claimed');
    const { state, changes, gap } = applyEvents(empty, [first, second]);
    expect(gap).toBeNull();
    expect(state.position.seq).toBe(2);
    expect([...state.cards.values()]).toEqual([versioned('a', 2)]);
    expect(changes.map((c) => [c.type, c.before?.order.version ?? null])).toEqual([
      ['trip_arrived', null],
      ['order_claimed', 1],
    ]);
  });

  it('passes over what it has seen', () => {
    const { state } = applyEvents(empty, [sampleEvent(1, versioned('a', 1))]);
    const again = applyEvents(state, [sampleEvent(1, versioned('a', 99))]);
    expect(again.state).toBe(state);
    expect(again.gap).toBeNull();
  });

  it('stops at a hole and keeps what came before it', () => {
    const { state, gap } = applyEvents(empty, [
      sampleEvent(1, versioned('a', 1)),
      sampleEvent(3, versioned('a', 3)),
    ]);
    expect(gap).toBe('missing');
    expect(state.position.seq).toBe(1);
    expect(state.cards.get('a')?.order.version).toBe(1);
  });

  it('keeps the card of another store’s customer out, and knows of the visit', () => {
    const card = sampleCard({ orderId: 'z', storeId: 'annecy' });
    const visitor = {
      orderId: 'z',
      tripId: card.tripId,
      shortCode: 'K7P',
      customerName: 'Camille R.',
      homeStore: { storeId: 'annecy', name: 'Annecy' },
      since: at(SAMPLE_NOW),
    };
    const came = { ...sampleEvent(1, card, 'visitor_seen'), payload: { visitor } };
    const seen = applyEvents(empty, [came, sampleEvent(2, versioned('a', 1))]);
    expect([...seen.state.visitors.values()]).toEqual([visitor]);
    expect([...seen.state.cards.keys()]).toEqual(['a']);
    expect(seen.changes).toHaveLength(1);
    const left = applyEvents(seen.state, [{ ...sampleEvent(3, card, 'visitor_left'), payload: {} }]);
    expect([left.state.visitors.size, left.state.position.seq, left.state.cards.size]).toEqual([0, 3, 1]);
  });

  it('takes nothing from a rebuilt log', () => {
    const foreign: StoreEvent = { ...sampleEvent(1, versioned('a', 1)), epoch: 'e2' };
    expect(applyEvents(empty, [foreign])).toMatchObject({ gap: 'epoch', changes: [] });
  });
});

describe('under duplicates, reorderings and losses', () => {
  const orders = ['a', 'b', 'c'];
  const log = fc
    .array(fc.constantFrom(...orders), { minLength: 1, maxLength: 40 })
    .map((ids) => ids.map((id, i) => sampleEvent(i + 1, versioned(id, i + 1))));
  const truth = (events: readonly StoreEvent[], seq: number): Map<string, number> => {
    const cards = new Map<string, number>();
    for (const { seq: s, payload } of events) {
      const { card } = payload;
      if (card && s <= seq) cards.set(card.orderId, card.order.version);
    }
    return cards;
  };
  const versions = (state: BoardState): Map<string, number> =>
    new Map([...state.cards].map(([id, card]) => [id, card.order.version]));

  it('a board is always one moment of the log, and a replay brings it to the head', () => {
    const delivery = log.chain((events) =>
      fc.record({
        events: fc.constant(events),
        batches: fc.array(fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 6 }), { maxLength: 30 }),
      }),
    );
    fc.assert(
      fc.property(delivery, ({ events, batches }) => {
        let state = empty;
        for (const batch of batches) {
          const sent = batch.map((i) => events[i]!);
          const applied = applyEvents(state, sent);
          state = applied.state;
          expect(versions(state)).toEqual(truth(events, state.position.seq));
          const ahead = sent.some((event) => event.seq > state.position.seq);
          if (ahead) expect(applied.gap).toBe('missing');
        }
        const healed = applyEvents(
          state,
          events.filter((event) => event.seq > state.position.seq),
        );
        expect(healed.gap).toBeNull();
        expect(versions(healed.state)).toEqual(truth(events, events.length));
      }),
      { numRuns: 1000 },
    );
  });

  it('a snapshot in the middle leads to the same board as all the events', () => {
    fc.assert(
      fc.property(log, fc.nat(40), (events, cut) => {
        const seq = Math.min(cut, events.length);
        const all = applyEvents(empty, events).state;
        const cards = new Map<string, Card>();
        for (const { payload } of events.slice(0, seq))
          if (payload.card) cards.set(payload.card.orderId, payload.card);
        const snapshot = fromSnapshot({
          position: { epoch: 'e1', seq },
          cards: [...cards.values()],
          progress: [],
        });
        // Replayed with an overlap, as after a reconnection.
        const late = applyEvents(snapshot, events.slice(Math.max(0, seq - 3))).state;
        expect(versions(late)).toEqual(versions(all));
        expect(late.position).toEqual(all.position);
      }),
      { numRuns: 300 },
    );
  });
});

describe('progress', () => {
  const report = (tripId: string, atMs: number) => ({
    storeId: 'lyon',
    tripId,
    at: at(atMs),
    lastSeenAt: at(atMs),
    eta: null,
    band: null,
    signalLost: false,
    probablyHere: false,
  });

  it('the newest by its own time wins, in whatever order it comes', () => {
    const newer = report('t', SAMPLE_NOW + 1000);
    const state = applyProgress(applyProgress(empty, [newer]), [report('t', SAMPLE_NOW)]);
    expect(state.progress.get('t')).toEqual(newer);
  });
});

describe('the newer of two cards', () => {
  it('is the one with more changes behind it, the first one on a tie', () => {
    const [older, newer] = [versioned('a', 1), versioned('a', 2)];
    expect(newerCard(older, newer)).toBe(newer);
    expect(newerCard(newer, older)).toBe(newer);
    expect(newerCard(older, versioned('a', 1))).toBe(older);
  });
});
