/**
 * Loaded into a server before it starts (`node --import`): answers its parent's questions about what it has used
 * and what it holds. With `--expose-gc`, memory is told after a full collection.
 */
import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import v8 from 'node:v8';

/** As it is; after a full collection; after one and with the heap's objects counted. */
export type How = 'as it is' | 'collected' | 'counted';

/** What one server process has used and holds. */
export interface ProcessUsage {
  readonly rssBytes: number;
  /** Of objects, alive or not yet collected. */
  readonly heapBytes: number;
  /** Of them, what V8 has compiled: machine code, bytecode and what belongs to them. It comes with use, not with trips. */
  readonly codeBytes: number;
  /** Resident pages of the young generation: they grow with the work and not with what is held. */
  readonly youngBytes: number;
  /** Of the whole process since its start. */
  readonly cpuS: number;
  /** Since the last reading; ms. */
  readonly lagP50Ms: number;
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
  /** What keeps the event loop busy or waiting, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  readonly emitters: number;
  readonly sockets: number;
  /** Of the process object itself: where forgotten listeners pile up first. */
  readonly processListeners: number;
}

const RESOLUTION_MS = 5;
const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
lag.enable();

/** @param how as in `ServerProcess.read` */
function reading(how: How): ProcessUsage {
  // An ordinary collection keeps emptied pages, of the young generation above all, for later: 160 MB of them.
  if (how !== 'as it is') globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const spaces = v8.getHeapSpaceStatistics();
  const young = spaces.find(({ space_name }) => space_name === 'new_space');
  const code = spaces.filter(({ space_name }) => /^(code|trusted)_/.test(space_name));
  const ms = (ns: number): number => Math.max(0, ns / 1e6 - RESOLUTION_MS);
  const lags = {
    lagP50Ms: ms(lag.percentile(50)),
    lagP99Ms: ms(lag.percentile(99)),
    lagMaxMs: ms(lag.max),
  };
  lag.reset();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  return {
    rssBytes: rss,
    heapBytes: heapUsed,
    codeBytes: code.reduce((sum, { space_used_size }) => sum + space_used_size, 0),
    youngBytes: young?.physical_space_size ?? NaN,
    cpuS: (user + system) / 1e6,
    ...lags,
    resources,
    // Counting walks the whole heap, which takes seconds of a large one.
    emitters: how === 'counted' ? v8.queryObjects(EventEmitter, { format: 'count' }) : 0,
    sockets: how === 'counted' ? v8.queryObjects(Socket, { format: 'count' }) : 0,
    processListeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
}

process.on('message', (message: { read?: number; how?: How }) => {
  const { read, how = 'as it is' } = message;
  if (read !== undefined) process.send?.({ read, reading: reading(how) });
});
process.channel?.unref();
