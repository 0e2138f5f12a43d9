import { describe, expect, it } from '@jest/globals';
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardAudience } from '@curbline/contracts/sight';
import { StoreLines, type BoardSocket } from './store-lines.js';

const at = (seq: number) => ({ epoch: 'e', seq });
const events = (from: number, to: number): StoreEvent[] =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ seq: from + n }) as StoreEvent);

/** Sockets that note what they are sent, alone or with others; the real ones are proven end to end. */
function world() {
  const lines = new StoreLines();
  const sockets = new Map<string, { told: string[]; socket: BoardSocket }>();
  const packets: string[][] = [];
  const nsp = {
    to: (ids: string[]) => ({
      emit: (_name: string, sent: StoreEvent[]) => {
        packets.push(ids);
        for (const id of ids) sockets.get(id)?.told.push(...sent.map(({ seq }) => `${seq}`));
      },
    }),
  };
  const board = (id: string, seq: number, kind: BoardAudience = 'staff') => {
    const told: string[] = [];
    const socket = {
      id,
      nsp,
      data: { principal: { kind } },
      emit: (name: string, sent: StoreEvent[] | { reason: string }) =>
        void told.push(
          ...(Array.isArray(sent) ? sent.map((event) => `${event.seq}`) : [`${name} ${sent.reason}`]),
        ),
      disconnect: () => {
        told.push('gone');
        lines.leave(socket);
      },
    } as unknown as BoardSocket;
    sockets.set(id, { told, socket });
    lines.join(socket, at(seq));
    return { told, socket };
  };
  return { lines, board, packets };
}

describe('the live boards of a store', () => {
  it('are sent one packet together, each event once and in order', () => {
    const { lines, board, packets } = world();
    const boards = ['a', 'b', 'c'].map((id) => board(id, 4));
    lines.onEvents(events(5, 6));
    lines.onEvents(events(7, 7));
    expect(boards.map(({ told }) => told)).toEqual([0, 1, 2].map(() => ['5', '6', '7']));
    expect(packets).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  it('are sent one packet for each audience', () => {
    const { lines, board, packets } = world();
    board('a', 4);
    board('wall', 4, 'wall');
    board('b', 4);
    board('c', 4, 'masked');
    lines.onEvents(events(5, 6));
    expect(packets).toEqual([['a', 'b'], ['wall'], ['c']]);
  });

  it('get nothing twice that they have read from the log themselves', () => {
    const { lines, board, packets } = world();
    const [ahead, half, behind] = [board('ahead', 9), board('half', 6), board('behind', 4)];
    lines.onEvents(events(5, 8));
    lines.onEvents(events(9, 10));
    lines.onEvents(events(11, 11));
    expect(ahead.told).toEqual(['10', '11']);
    expect(half.told).toEqual(['7', '8', '9', '10', '11']);
    expect(behind.told).toEqual(['5', '6', '7', '8', '9', '10', '11']);
    expect(packets.at(-1)).toEqual(['ahead', 'half', 'behind']);
  });

  it('are all told to start anew, and who has left is told nothing', () => {
    const { lines, board } = world();
    const [left, there] = [board('left', 0), board('there', 0)];
    lines.leave(left.socket);
    lines.onEvents(events(1, 1));
    lines.onResync('epoch');
    expect(left.told).toEqual([]);
    expect(there.told).toEqual(['1', 'resync epoch', 'gone']);
    lines.onEvents(events(2, 2));
    expect(there.told).toHaveLength(3);
  });
});
