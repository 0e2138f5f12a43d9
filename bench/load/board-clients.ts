/** A process of boards. Started by `ClientProcess.start('board-clients.ts')`; what may be asked of it stands at the end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { answerParent } from './client-process.js';
import { LeanHttp, nowMs } from './lean-http.js';
import { LoadBoard, type BoardPlace } from './load-board.js';
import { sentAtOf } from './stamps.js';

/** What the boards of one process have heard since they were last asked. Times in Unix ms. */
export interface Heard {
  /** Store, seq, when a board had it, when the server says that it was decided. */
  readonly receipts: (readonly [store: string, seq: number, atMs: number, recordedAtMs: number])[];
  /** From the sending of the fix, or of the tap, to a board. Milliseconds. */
  readonly fixMs: number[];
  readonly tapMs: number[];
}

export interface Counts {
  boards: number;
  live: number;
  applied: number;
  repeated: number;
  gaps: number;
  snapshots: number;
  refused: number;
  lives: number;
  errors5xx: number;
}

const OPENED_AT_ONCE = 10;
const LIVE_WITHIN_MS = 120_000;

const boards: LoadBoard[] = [];
let http: LeanHttp | undefined;
let url = '';
let heard: Heard = { receipts: [], fixMs: [], tapMs: [] };

function note(event: StoreEvent, atMs: number): void {
  heard.receipts.push([event.storeId, event.seq, atMs, Date.parse(event.recordedAt)]);
  const fixSentAt = sentAtOf('fix', event.requestId);
  if (fixSentAt !== undefined) heard.fixMs.push(atMs - fixSentAt);
  const tapSentAt = sentAtOf('tap', event.requestId);
  if (tapSentAt !== undefined) heard.tapMs.push(atMs - tapSentAt);
}

/** Opens boards a few at a time and waits until all are live. @returns how long that took, ms. */
async function open({ to, places }: { to: string; places: readonly BoardPlace[] }): Promise<number> {
  url = to;
  http ??= new LeanHttp(url);
  const startedAt = performance.now();
  for (const [n, place] of places.entries()) {
    const board = new LoadBoard(place, http, url, note);
    boards.push(board);
    board.start();
    if (n % OPENED_AT_ONCE === OPENED_AT_ONCE - 1) await sleep(30);
  }
  while (boards.some(({ phase }) => phase !== 'live')) {
    if (performance.now() - startedAt > LIVE_WITHIN_MS) {
      const missing = boards.filter(({ phase }) => phase !== 'live');
      throw new Error(`${missing.length} boards did not go live; the first is ${missing[0]?.phase}`);
    }
    await sleep(20);
  }
  return performance.now() - startedAt;
}

function counts(): Counts {
  const sum = { boards: boards.length, live: 0, applied: 0, repeated: 0, gaps: 0, snapshots: 0 };
  const rest = { refused: 0, lives: 0, errors5xx: 0 };
  const all: Counts = { ...sum, ...rest };
  for (const board of boards) {
    all.live += board.phase === 'live' ? 1 : 0;
    for (const [name, count] of Object.entries(board.counts)) all[name as keyof Counts] += count;
  }
  return all;
}

/** Asks the server for each store's state and holds every board against it. @returns what differs. */
async function compare(): Promise<string[]> {
  const byStore = new Map<string, LoadBoard[]>();
  for (const board of boards)
    byStore.set(board.place.store, [...(byStore.get(board.place.store) ?? []), board]);
  const wrong: string[] = [];
  for (const [store, screens] of byStore) {
    const { cookie, address } = screens[0]!.place;
    const path = `/v1/stores/${store}/board`;
    const { status, body } = await http!.ask<BoardSnapshot>({ path, cookie, address });
    for (const board of screens) {
      const why = status === 200 ? board.differsFrom(body) : `the server answers ${status}`;
      if (why) wrong.push(`${store}: ${why}`);
    }
  }
  return wrong;
}

answerParent({
  open,
  counts,
  compare,
  /** Hands over what was heard, and forgets it. */
  heard: () => {
    const told = heard;
    heard = { receipts: [], fixMs: [], tapMs: [] };
    return told;
  },
  /** When each board that has gone live since did so, ms after; and how many have not. */
  livesSince: ({ since }: { since: number }) =>
    boards.map(({ liveAt, phase }) => (phase === 'live' && liveAt >= since ? liveAt - since : null)),
  /** Every page is loaded anew at once. */
  reload: () => {
    const at = nowMs();
    for (const board of boards) board.stop();
    for (const board of boards) board.start();
    return at;
  },
  /** So many, chosen by turn, hang up and come back: what a day's tablets do. */
  churn: async ({ share }: { share: number }) => {
    const leaving = boards.filter(() => Math.random() < share);
    for (const board of leaving) board.stop();
    await sleep(200);
    for (const board of leaving) board.start();
  },
  close: () => {
    for (const board of boards) board.stop();
    boards.length = 0;
    http?.close();
    http = undefined;
  },
});
