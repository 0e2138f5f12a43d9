/**
 * A run: a cluster under load, faults one after the other, and after each the question whether every board is
 * equal to the server; at the end the server's own log and rows go into the history for the checker.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot, EnrolCodeView, OrderView } from '@curbline/contracts/http';
import { SeededRandom } from '@curbline/testkit';
import { FaultBoard, readLog } from './boards.js';
import { Caller } from './caller.js';
import { Barrier } from './barrier.js';
import { NO_ORDER, stampOf, type History, type HistoryEntry } from './history.js';
import { pickUp, type Crew } from './pickups.js';
import type { Fault, Cluster } from './cluster.js';

export interface FaultRunOptions {
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** How long a fault lasts, where that can be chosen, ms. */
  readonly faultMs: number;
  readonly boardsAStore?: number;
  /** Pickups under way at once in each store. */
  readonly pickupsAStore?: number;
  /** So many pickups are made after each fault before the next, or the run is at its end. */
  readonly pickupsBetween?: number;
  readonly say?: (line: string) => void;
}

/** Past this a board counts as never having become equal; the checker's limit is shorter. */
const COMPARED_FOR_MS = 30_000;
/** At the end nothing more happens: the log and what is read of it come to the same place within this. */
const STILL_WITHIN_MS = 60_000;

interface Watch {
  readonly store: string;
  readonly reader: Caller;
  readonly boards: readonly FaultBoard[];
  /** What was read of the store's log at the end, so far. */
  log: readonly StoreEvent[];
}

/** @throws Error when the cluster does not answer for 4 min, or cannot be read at the end. */
export async function runFaults(cluster: Cluster, history: History, options: FaultRunOptions): Promise<void> {
  const {
    seed,
    faults,
    faultMs,
    boardsAStore = 4,
    pickupsAStore = 3,
    pickupsBetween = 0,
    say = () => {},
  } = options;
  const random = new SeededRandom(seed);
  const barrier = new Barrier();
  const { crews, watches } = await staffUp(cluster, history, barrier, boardsAStore);
  const heads = Object.fromEntries(
    await Promise.all(watches.map(async (watch) => [watch.store, (await truthOf(watch)).position.seq])),
  ) as Record<string, number>;
  const frame = { shape: cluster.shape, seed, heads };
  history.add({ t: 'begin', at: Date.now(), ...frame });
  const boards = watches.flatMap((watch) => watch.boards);
  for (const board of boards) board.start();
  await convergence(history, watches, 'the start');
  let pickups = 0;
  const load = Promise.all(
    crews.flatMap((crew) =>
      Array.from({ length: pickupsAStore }, (_, n) =>
        keepPickingUp(crew, new SeededRandom(seed + n), () => (pickups += 1)),
      ),
    ),
  );
  // Whatever ends it is thrown where it is waited for, not in the middle of a fault.
  load.catch(() => {});
  try {
    for (const [turn, fault] of faults.entries()) {
      await sleep(random.integer(100, 900));
      const note = { t: 'fault' as const, name: fault.name, kills: fault.kills };
      history.add({ ...note, at: Date.now(), phase: 'begins' });
      await fault.inflict(faultMs);
      history.add({ ...note, at: Date.now(), phase: 'ends' });
      barrier.hold();
      const worstMs = await convergence(history, watches, fault.name);
      say(
        `${turn + 1}/${faults.length}  ${fault.name}: boards equal after ${worstMs ?? 'more than 30,000'} ms`,
      );
      barrier.let();
      const wanted = pickups + pickupsBetween;
      while (pickups < wanted) await Promise.race([sleep(50), load]);
    }
    barrier.close();
    await load;
    await convergence(history, watches, 'the end of the load');
    await harvest(cluster, history, crews, watches);
    history.add({ t: 'end', at: Date.now(), ...frame });
  } finally {
    barrier.close();
    for (const board of boards) board.stop();
  }
}

async function keepPickingUp(crew: Crew, random: SeededRandom, done: () => void): Promise<void> {
  while (!crew.barrier.closing) {
    await pickUp(crew, random);
    done();
  }
}

/** Devices, people and boards, as a store's manager sets them up. */
async function staffUp(
  cluster: Cluster,
  history: History,
  barrier: Barrier,
  boardsAStore: number,
): Promise<{ crews: Crew[]; watches: Watch[] }> {
  const { credentials, direct, url } = cluster;
  const admin = new Caller(history, direct, 'admin', '10.255.0.1');
  await admin.set('/v1/sign-in', credentials.admin);
  const enrol = async (store: string, kind: 'handheld' | 'wall', at: string, who: string, n: number) => {
    const { code } = await admin.set<EnrolCodeView>(`/v1/stores/${store}/devices/codes`, { kind });
    const caller = new Caller(history, at, who, `10.254.${n}.${store.length}`);
    await caller.set('/v1/devices/enrol', { code, name: who.slice(0, 40) });
    return caller;
  };
  const crews: Crew[] = [];
  const watches: Watch[] = [];
  for (const [s, { id: store, people }] of credentials.stores.entries()) {
    const staff: Caller[] = [];
    for (const [n, { staffId, pin }] of people.entries()) {
      const handheld = await enrol(store, 'handheld', url, staffId, 10 * s + n);
      await handheld.set('/v1/staff/sign-in', { staffId, pin });
      staff.push(handheld);
    }
    const [one, other] = staff;
    if (!one || !other) throw new Error(`${store} needs two people`);
    const shop = new Caller(history, url, 'shop', `10.253.${s}.1`, `Bearer ${credentials.apiKey}`);
    crews.push({ history, url, shop, staff: [one, other], store, barrier });
    const wall = await enrol(store, 'wall', url, 'wall', 10 * s + 8);
    const reader = await enrol(store, 'wall', direct, 'reader', 10 * s + 9);
    const boards = Array.from(
      { length: boardsAStore },
      (_, n) => new FaultBoard(`${store}/${n + 1}`, store, wall, url, history),
    );
    watches.push({ store, reader, boards, log: [] });
  }
  return { crews, watches };
}

const truthOf = ({ store, reader }: Watch): Promise<BoardSnapshot> =>
  reader.read<BoardSnapshot>(`/v1/stores/${store}/board`);

/** Waits until every board is what the server says. @returns the slowest, ms; null when one never was. */
async function convergence(
  history: History,
  watches: readonly Watch[],
  fault: string,
): Promise<number | null> {
  const startedAt = performance.now();
  const open = new Map(watches.map((watch) => [watch, new Set(watch.boards)]));
  let worstMs: number | null = 0;
  while (open.size > 0 && performance.now() - startedAt < COMPARED_FOR_MS) {
    for (const [watch, boards] of open) {
      const truth = await truthOf(watch).catch(() => undefined);
      for (const board of truth ? boards : []) {
        if (!truth || board.differsFrom(truth) !== undefined) continue;
        const afterMs = Math.round(performance.now() - startedAt);
        worstMs = Math.max(worstMs ?? 0, afterMs);
        boards.delete(board);
        const { name, store } = board;
        history.add({ t: 'converged', at: Date.now(), board: name, store, fault, afterMs });
      }
      if (boards.size === 0) open.delete(watch);
    }
    await sleep(150);
  }
  for (const [watch, boards] of open) {
    const truth = await truthOf(watch).catch(() => undefined);
    for (const board of boards) {
      const { name, store } = board;
      const why = truth ? board.differsFrom(truth) : 'the server does not answer';
      history.add({ t: 'converged', at: Date.now(), board: name, store, fault, afterMs: null, why });
    }
    worstMs = null;
  }
  return worstMs;
}

/** The server's own word at the end: its log, its cards, its orders, all of one moment. */
async function harvest(
  cluster: Cluster,
  history: History,
  crews: readonly Crew[],
  watches: readonly Watch[],
): Promise<void> {
  for (const deadline = performance.now() + STILL_WITHIN_MS; performance.now() < deadline;) {
    const stores = await Promise.all(watches.map((watch) => settledStore(cluster, watch)));
    const orders = await ordersAsShopsReadThem(history, crews);
    const after = await Promise.all(watches.map((watch) => settledStore(cluster, watch)));
    // What a background task told meanwhile may be in the one and not yet in the other.
    if (stores.some(({ seq }, n) => seq !== after[n]?.seq)) continue;
    for (const line of [...stores.flatMap(({ lines }) => lines), ...orders]) history.add(line);
    return;
  }
  throw new Error(`the stores' logs went on growing for ${STILL_WITHIN_MS / 1000} s after the load's end`);
}

/** A store's log and its cards of the same place in it. */
async function settledStore(
  cluster: Cluster,
  watch: Watch,
): Promise<{ readonly seq: number; readonly lines: readonly HistoryEntry[] }> {
  const { store, reader } = watch;
  for (const deadline = performance.now() + STILL_WITHIN_MS; performance.now() < deadline;) {
    const log = (watch.log = await readLog(cluster.direct, reader.jar.header(), store, watch.log));
    const seq = log.at(-1)?.seq ?? 0;
    const { cards, position } = await truthOf(watch);
    if (position.seq === seq) {
      const entries = log.map(({ epoch, seq, type, actor, entityVersion, payload }): HistoryEntry => {
        const stamp = payload.card ? stampOf(payload.card) : NO_ORDER;
        return { t: 'log', store, epoch, seq, type, actor: actor.kind, entityVersion, ...stamp };
      });
      return {
        seq,
        lines: [...entries, ...cards.map((card): HistoryEntry => ({ t: 'card', store, ...stampOf(card) }))],
      };
    }
    // Boards that ask within a second share one reading, of each copy its own: it may be older than the log.
    await sleep(300);
  }
  throw new Error(`the cards of ${store} do not come to the end of its log`);
}

async function ordersAsShopsReadThem(history: History, crews: readonly Crew[]): Promise<HistoryEntry[]> {
  const stores = new Map(
    history.lines.flatMap((line) => (line.t === 'asked' ? [[line.id, line.store]] : [])),
  );
  const placed = new Map<string, string>();
  for (const line of history.lines) {
    if (line.t === 'ok' && line.order) placed.set(line.order, stores.get(line.id) ?? '');
  }
  const shop = crews[0]?.shop;
  const lines: HistoryEntry[] = [];
  for (const [order, store] of shop ? placed : []) {
    const view = await shop?.read<OrderView>(`/v1/orders/${order}`);
    const { state: orderState = 'unknown', tripState = 'unknown' } = view ?? {};
    lines.push({ t: 'kept', store, order, orderState, tripState });
  }
  return lines;
}
