import { describe, expect, it } from 'vitest';
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardAudience } from '@curbline/contracts/visibility';
import { StoreBoards, type BoardSocket } from './store-boards.js';

const at = (seq: number) => ({ epoch: 'e', seq });
const events = (from: number, to: number): StoreEvent[] =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ seq: from + n }) as StoreEvent);

/** Sockets that record what is emitted to them, alone or with others; end-to-end tests cover the real ones. */
function setUp() {
  const boards = new StoreBoards();
  const sockets = new Map<string, { received: string[]; socket: BoardSocket }>();
  const packets: string[][] = [];
  const nsp = {
    to: (ids: string[]) => ({
      emit: (_name: string, sent: StoreEvent[]) => {
        packets.push(ids);
        for (const id of ids) sockets.get(id)?.received.push(...sent.map(({ seq }) => `${seq}`));
      },
    }),
  };
  const board = (id: string, seq: number, kind: BoardAudience = 'staff') => {
    const received: string[] = [];
    const socket = {
      id,
      nsp,
      data: { principal: { kind } },
      emit: (name: string, sent: StoreEvent[] | { reason: string }) =>
        void received.push(
          ...(Array.isArray(sent) ? sent.map((event) => `${event.seq}`) : [`${name} ${sent.reason}`]),
        ),
      disconnect: () => {
        received.push('gone');
        boards.leave(socket);
      },
    } as unknown as BoardSocket;
    sockets.set(id, { received, socket });
    boards.join(socket, at(seq));
    return { received, socket };
  };
  return { boards, board, packets };
}

describe('the live boards of a store', () => {
  it('get one packet together, each event once and in order', () => {
    const { boards, board, packets } = setUp();
    const three = ['a', 'b', 'c'].map((id) => board(id, 4));
    boards.onEvents(events(5, 6));
    boards.onEvents(events(7, 7));
    expect(three.map(({ received }) => received)).toEqual([0, 1, 2].map(() => ['5', '6', '7']));
    expect(packets).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  it('get one packet for each audience', () => {
    const { boards, board, packets } = setUp();
    board('a', 4);
    board('wall', 4, 'wall');
    board('b', 4);
    board('c', 4, 'masked');
    boards.onEvents(events(5, 6));
    expect(packets).toEqual([['a', 'b'], ['wall'], ['c']]);
  });

  it('do not get events again that they read from the log themselves', () => {
    const { boards, board, packets } = setUp();
    const [ahead, half, behind] = [board('ahead', 9), board('half', 6), board('behind', 4)];
    boards.onEvents(events(5, 8));
    boards.onEvents(events(9, 10));
    boards.onEvents(events(11, 11));
    expect(ahead.received).toEqual(['10', '11']);
    expect(half.received).toEqual(['7', '8', '9', '10', '11']);
    expect(behind.received).toEqual(['5', '6', '7', '8', '9', '10', '11']);
    expect(packets.at(-1)).toEqual(['ahead', 'half', 'behind']);
  });

  it('all get a resync when the log restarts, and a board that has left gets nothing', () => {
    const { boards, board } = setUp();
    const [left, there] = [board('left', 0), board('there', 0)];
    boards.leave(left.socket);
    boards.onEvents(events(1, 1));
    boards.onResync('epoch');
    expect(left.received).toEqual([]);
    expect(there.received).toEqual(['1', 'resync epoch', 'gone']);
    boards.onEvents(events(2, 2));
    expect(there.received).toHaveLength(3);
  });
});
