import { describe, expect, it } from 'vitest';
import type { BoardStore, Card } from '@curbline/contracts/events';
import type { DeviceSession } from '@curbline/contracts/http';
import { fromSnapshot } from '../live/board-state.js';
import { forgetBoard, keepBoard, keptBoard, mayRead } from './kept-board.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const HEARD_AT = NOW + 600_000;
const HOUR_MS = 3_600_000;
const session = (kind: 'handheld' | 'wall', isSignedIn: boolean) =>
  ({
    device: { kind },
    store: { id: 'lyon' },
    signedIn: isSignedIn ? { staffId: 'lea' } : null,
  }) as unknown as DeviceSession;
const STORE = { id: 'lyon', name: 'Lyon' } as BoardStore;
const BOARD = fromSnapshot({
  position: { epoch: 'e', seq: 7 },
  cards: [{ orderId: 'a' } as Card, { orderId: 'b' } as Card],
  progress: [{ tripId: 't', at: '2026-03-11T17:00:00Z' } as never],
});

function storage(): () => Storage {
  const items = new Map<string, string>();
  const made = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  return () => made as unknown as Storage;
}

describe('the board that a device keeps', () => {
  const device = storage();
  const SIGNED_IN = session('handheld', true);

  it('has screen, store and cards, when the server was heard, and no car’s whereabouts', () => {
    keepBoard(SIGNED_IN, STORE, BOARD, HEARD_AT, NOW, device);
    expect(keptBoard(NOW + HOUR_MS, device)).toEqual({
      session: SIGNED_IN,
      store: STORE,
      cards: { position: BOARD.position, cards: [...BOARD.cards.values()], visitors: [] },
      heardAt: HEARD_AT,
      keptAt: NOW,
    });
    expect(device().getItem('curbline-board')).not.toContain('"tripId":"t"');
  });

  it('ends with the shift, and when it is forgotten', () => {
    keepBoard(SIGNED_IN, STORE, BOARD, HEARD_AT, NOW, device);
    expect(keptBoard(NOW + 12 * HOUR_MS, device)).toBeUndefined();
    forgetBoard(device);
    expect(keptBoard(NOW, device)).toBeUndefined();
  });

  it.each(['null', '{}', '{"session":{}}', 'no JSON'])('is none where the device holds %s', (text) => {
    device().setItem('curbline-board', text);
    expect(keptBoard(NOW, device)).toBeUndefined();
  });
});

it('is for whoever is signed in, and for all who stand before a wall', () => {
  expect(
    [session('handheld', true), session('handheld', false), session('wall', false)].map(mayRead),
  ).toEqual([true, false, true]);
});
