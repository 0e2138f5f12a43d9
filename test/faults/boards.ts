/** Boards that note every snapshot they take and every event they apply, and a reader of a whole log. */
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import type { SnapshotAnswer } from '../../apps/web/src/live/board-link-environment.js';
import { openBoardSocket } from '../../apps/web/src/live/board-socket.js';
import { Refused } from '@curbline/simulation';
import type { Caller } from './caller.js';
import { digestOfCard, type History } from './history.js';
import { NOWHERE, PageBoard } from './page-board.js';

export class FaultBoard extends PageBoard {
  constructor(
    readonly name: string,
    readonly store: string,
    caller: Caller,
    url: string,
    history: History,
  ) {
    const headers = { cookie: caller.jar.header(), 'x-forwarded-for': name };
    super({ store, url, headers }, () => fetchSnapshot(caller, store), {
      snapshot: ({ position }) => history.add({ t: 'snapshot', board: name, store, ...position }),
      events: (events, before, after) => {
        for (const { seq, epoch, storeId, payload } of events) {
          if (seq <= before || seq > after) continue;
          const digest = digestOfCard(payload.card);
          history.add({ t: 'seen', board: name, store: storeId, epoch, seq, digest });
        }
      },
    });
  }
}

async function fetchSnapshot(caller: Caller, store: string): Promise<SnapshotAnswer> {
  const askedAt = performance.now();
  try {
    const snapshot = await caller.read<BoardSnapshot>(`/v1/stores/${store}/board`);
    return { snapshot, delayMs: (performance.now() - askedAt) / 2 };
  } catch (error) {
    const gone = error instanceof Refused && (error.status === 401 || error.status === 403);
    return gone ? { refused: 'signed_out' } : { unreachable: true };
  }
}

/**
 * A store's log, as any board may have it from the server.
 * @param known what was read of it before: only what came since is asked for, as a device has a budget for that.
 * @returns the whole. @throws Error when it does not come in 20 s.
 */
export function readLog(
  url: string,
  cookie: string,
  store: string,
  known: readonly StoreEvent[],
): Promise<StoreEvent[]> {
  return new Promise((resolve, reject) => {
    const read = [...known];
    const last = known.at(-1);
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      socket.close();
      if (error) reject(error);
      else resolve(read);
    };
    const timer = setTimeout(() => settle(new Error(`the log of ${store} did not come`)), 20_000);
    const line = { url, headers: { cookie, 'x-forwarded-for': 'reader' } };
    const handlers = {
      events: (events: readonly StoreEvent[] | null) => void read.push(...(events ?? [])),
      live: () => settle(),
      resync: () => settle(new Error('resync')),
      progress: () => {},
      heartbeat: () => {},
      ended: () => settle(new Error('ended')),
      closed: () => settle(new Error('closed')),
    };
    const socket = openBoardSocket(
      store,
      last ? { epoch: last.epoch, seq: last.seq } : NOWHERE,
      handlers,
      line,
    );
  });
}
