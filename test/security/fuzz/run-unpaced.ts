/**
 * `npm run fuzz:socket -- --unpaced`: every attack as fast as sockets go, from 1, 5, 40 and 200 sockets of one address
 * and once from 200 addresses, and what it changes for a good board, for `/health/live` and for the memory.
 *
 *   … --unpaced                              all of them, five seconds each
 *   … --unpaced --for-s 9 --only hello,ping  some of them, longer
 *   … --unpaced --sockets 40,200             from so many sockets
 *
 * Exit code 1 when the program died, the good board was disturbed, or a figure is past its limit.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readDemoCredentials } from '../../../src/demo/credentials.js';
import { launchCurbline } from '../../../tools/launch-curbline.mjs';
import { startPostgres } from '../../../tools/test-services.mjs';
import { assaultApart } from './assault-process.js';
import { enrolWalls, GoodBoard } from './good-board.js';
import { MODES, type Mode } from './unpaced.js';

export interface UnpacedRun {
  readonly forS: number;
  /** Words of the modes to run; all when empty. */
  readonly only: readonly string[];
  readonly sockets: readonly number[];
  /** Whether the run from 200 addresses at once is made as well. */
  readonly spread: boolean;
}

interface Felt {
  readonly took: number[];
  readonly slowestHealthMs: number;
}

const QUIET_MS = 15_000;
const BETWEEN_MS = 1_000;
/** Node tidies its heap up some ten seconds after the last work. */
const SETTLE_MS = 15_000;
/** Screens whose cookies the attacker has. */
const STOLEN_SCREENS = 10;

/** @returns the exit code. */
export async function runUnpaced({ forS, only, sockets, spread }: UnpacedRun): Promise<number> {
  const postgres = await startPostgres({ durable: true });
  const env: Record<string, string> = 'missing' in postgres ? {} : { DATABASE_URL: postgres.url };
  const program = await launchCurbline({ env: { LOG_LEVEL: 'warn', ...env } });
  const { url } = program;
  let died = false;
  void program.ended.then(() => (died = true));
  const rssMb = (): number =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1]) / 1024;
  const credentials = await readDemoCredentials(program.dataDir);
  if (!credentials) throw new Error('the program made no demo');
  const [wall, ...stolen] = await enrolWalls(url, credentials, 1 + STOLEN_SCREENS);
  const cookies = stolen.map((jar) => jar.header());
  const board = await GoodBoard.open(url, wall!, credentials);
  const attackBy = (mode: Mode, count: number, addresses: number, forMs: number) =>
    assaultApart({ port: Number(new URL(url).port), mode, sockets: count, forMs, addresses, cookies });
  const feel = async (during: Promise<unknown>): Promise<Felt> => {
    const health = slowestHealth(url, during);
    const took = await board.latenciesUntil(during);
    return { took, slowestHealthMs: await health };
  };

  const rows: Record<string, Record<string, string | number>> = {};
  const tell = (name: string, { took, slowestHealthMs }: Felt, more: object = {}): void => {
    rows[name] = {
      'p50 ms': Math.round(quantile(took, 0.5)),
      'p99 ms': Math.round(quantile(took, 0.99)),
      orders: took.length,
      'health ms': Math.round(slowestHealthMs),
      'memory MB': Math.round(rssMb()),
      ...more,
    };
    console.log(name, JSON.stringify(rows[name]));
  };

  // From there on nothing may grow: the heap and the compiled code of a server that has seen such things before.
  const chosen = MODES.filter((mode) => only.length === 0 || only.some((word) => mode.includes(word)));
  for (const mode of chosen) await attackBy(mode, 5, 1, 500);
  await sleep(SETTLE_MS);
  const before = rssMb();
  const quiet = await feel(sleep(QUIET_MS));
  tell('quiet', quiet);
  const attacked: number[] = [];
  let slowestHealthMs = 0;
  const waves = [...sockets.map((n) => [n, 1] as const), ...(spread ? [[200, 200] as const] : [])];
  for (const mode of chosen) {
    for (const [count, addresses] of waves) {
      const attack = attackBy(mode, count, addresses, forS * 1_000);
      const felt = await feel(attack);
      attacked.push(...felt.took);
      slowestHealthMs = Math.max(slowestHealthMs, felt.slowestHealthMs);
      tell(`${mode} × ${count}${addresses > 1 ? `, ${addresses} addresses` : ''}`, felt, await attack);
      await sleep(BETWEEN_MS);
    }
  }
  await sleep(SETTLE_MS);
  const after = rssMb();
  const said = program.output().match(/uncaught|unhandled|FATAL/gi) ?? [];
  console.table(rows);
  const ratio = quantile(attacked, 0.99) / quantile(quiet.took, 0.99);
  console.table({
    'alive; the good board disturbed': { value: `${!died}; ${board.complaints.length}`, reach: 'true; 0' },
    'memory before, after, growth %': {
      value: `${before.toFixed(0)}, ${after.toFixed(0)}, ${((after / before - 1) * 100).toFixed(1)}`,
      reach: '< 10',
    },
    'good board’s p99 ms, quiet, attacked, ratio': {
      value: `${quantile(quiet.took, 0.99).toFixed(0)}, ${quantile(attacked, 0.99).toFixed(0)}, ${ratio.toFixed(2)}`,
      reach: '≤ 2',
    },
    'slowest /health/live, ms': { value: slowestHealthMs.toFixed(0), reach: 'answers' },
  });
  for (const complaint of [...board.complaints, ...said]) console.error(complaint);
  board.close();
  const broken = died || board.complaints.length > 0 || said.length > 0 || !Number.isFinite(slowestHealthMs);
  const { code } = await program.stop();
  await program.dispose();
  if (!('missing' in postgres)) await postgres.stop();
  return broken || after / before >= 1.1 || ratio > 2 || code !== 0 ? 1 : 0;
}

/** How long `/health/live` took at the most, asked over and over until `over`, ms; Infinity when it failed. */
async function slowestHealth(url: string, over: Promise<unknown>): Promise<number> {
  let [going, slowest] = [true, 0];
  void over.finally(() => (going = false));
  while (going) {
    const askedAt = performance.now();
    const response = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(10_000) }).catch(
      () => undefined,
    );
    slowest = Math.max(slowest, response?.ok ? performance.now() - askedAt : Infinity);
    await sleep(50);
  }
  return slowest;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
