/**
 * `npm run fuzz:socket`: malformed packets and slow connections at the boards' socket, and what they change for a
 * good board beside them. The program runs as a process of its own, on PostgreSQL where this machine has it.
 *
 *   npm run fuzz:socket                                100,000 packets and 1,000 slow connections
 *   npm run fuzz:socket -- --seed 7 --packets 5000     a run again, shorter
 *   … --per-s 400 --slow 1000                          how hard
 *   … --collect                                        all garbage collected every 10 s: what grows then is kept;
 *                                                      the program stands still meanwhile, so no p99 is judged
 *   … --node-options=--max-semi-space-size=16          the program's Node set otherwise
 *   … --unpaced                                        as fast as sockets go: see run-unpaced.ts
 *
 * Exit code 1 when the program died or restarted, the good board was disturbed, or a figure is past its limit.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readDemoCredentials } from '../../../src/demo/credentials.js';
import { launchCurbline } from '../../../tools/launch-curbline.mjs';
import { startPostgres } from '../../../tools/test-services.mjs';
import type { News, Order, Outcome } from './attack-process.js';
import { enrolWall, GoodBoard } from './good-board.js';
import { runUnpaced } from './run-unpaced.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    packets: { type: 'string', default: '100000' },
    'per-s': { type: 'string', default: '400' },
    slow: { type: 'string', default: '1000' },
    collect: { type: 'boolean', default: false },
    'node-options': { type: 'string', default: '' },
    unpaced: { type: 'boolean', default: false },
    'for-s': { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    sockets: { type: 'string', default: '1,5,40,200' },
    'one-address': { type: 'boolean', default: false },
  },
});
if (values.unpaced) {
  const words = values.only.split(',').filter(Boolean);
  const sockets = values.sockets.split(',').map(Number);
  process.exit(
    await runUnpaced({ forS: Number(values['for-s']), only: words, sockets, spread: !values['one-address'] }),
  );
}
const number = (name: 'seed' | 'packets' | 'per-s' | 'slow'): number => Number(values[name]);
const [seed, packets, perS, slow] = [number('seed'), number('packets'), number('per-s'), number('slow')];
/** The heap and the compiled code of a server that has seen such things before: from there on nothing may grow. */
const WARM_UP_SHARE = 0.1;
const QUIET_MS = 25_000;
/** So often the attacker hears where the log is. */
const NEWS_EVERY_MS = 500;
/** Node tidies its heap up some ten seconds after the last work. */
const SETTLE_MS = 15_000;

const postgres = await startPostgres({ durable: true });
const env: Record<string, string> = {
  ...('missing' in postgres ? {} : { DATABASE_URL: postgres.url }),
  // The attacker has one screen's cookie and opens line after line: what is tried is what stands behind that limit.
  LINES_PER_DEVICE: '2000',
  LINE_TRIES_PER_DEVICE: '100000',
};
/** The `last-resort` kind gives back the pages that an ordinary collection keeps for later. */
const collecting = `--expose-gc --import data:text/javascript,setInterval(()=>gc({type:'major',flavor:'last-resort'}),10000).unref()`;
const nodeOptions = [values['node-options'], ...(values.collect ? [collecting] : [])].filter(Boolean);
if (nodeOptions.length > 0) env['NODE_OPTIONS'] = nodeOptions.join(' ');
const program = await launchCurbline({ env: { LOG_LEVEL: 'warn', ...env } });
const credentials = await readDemoCredentials(program.dataDir);
if (!credentials) throw new Error('the program made no demo');
const { url } = program;
const wall = await enrolWall(url, credentials);
const target = { port: Number(new URL(url).port), cookie: wall.header() };

const attackWith = (share: number, slowOnes: number): Promise<Outcome> => {
  const child = fork(fileURLToPath(new URL('attack-process.ts', import.meta.url)));
  const order: Order = {
    target,
    head: board.position,
    seed: seed + share,
    packets: Math.round(packets * share),
    perS,
    slow: slowOnes,
  };
  child.send(order);
  const tell = (): boolean => child.connected && child.send({ head: board.position } satisfies News);
  const news = setInterval(tell, NEWS_EVERY_MS);
  return new Promise((resolve, reject) => {
    child.once('message', (outcome) => resolve(outcome as Outcome));
    child.once('exit', (code) => {
      clearInterval(news);
      reject(new Error(`the attacker ended with ${code}`));
    });
  });
};
/** Of the program, as the kernel tells it. */
const status = (name: 'VmRSS' | 'VmHWM' | 'FDSize'): number =>
  Number(
    new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1],
  );
const rssMb = (): number => status('VmRSS') / 1024;
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;

console.log(
  `seed ${seed}, ${'missing' in postgres ? 'the embedded database' : 'PostgreSQL'}, at most ${perS} packets a second`,
);
const board = await GoodBoard.open(url, wall, credentials);
const fresh = rssMb();
const warmed = attackWith(WARM_UP_SHARE, slow);
await board.latenciesUntil(warmed);
await sleep(SETTLE_MS);
const quiet = (await board.latenciesUntil(sleep(QUIET_MS))).sort((a, b) => a - b);
const before = rssMb();
const attacked = attackWith(1, slow);
const during = (await board.latenciesUntil(attacked)).sort((a, b) => a - b);
const { sent, slowOpened, mostSlowHeld, tookMs } = await attacked;
await sleep(SETTLE_MS);
const after = rssMb();
const alive = (await fetch(`${url}/health/ready`).catch(() => undefined))?.ok ?? false;
const last = (await board.latenciesUntil(sleep(500))).length > 0;

const total = sent.http + sent.frame + sent.connected + sent.live;
const [p99Before, p99During] = [quantile(quiet, 0.99), quantile(during, 0.99)];
const rssGrowth = after / before - 1;
const perSecond = Math.round(total / (tookMs / 1000));
console.table({
  'malformed packets sent': { value: total, reach: `≥ ${packets}` },
  '  requests / frames / engine.io and socket.io / on a live board': {
    value: `${sent.http} / ${sent.frame} / ${sent.connected} / ${sent.live}`,
    reach: '',
  },
  'packets a second': { value: perSecond, reach: '' },
  'slow connections opened; most at once': { value: `${slowOpened}; ${mostSlowHeld}`, reach: slow },
  'alive; the good board disturbed': {
    value: `${alive && last}; ${board.complaints.length}`,
    reach: 'true; 0',
  },
  'memory at start, after a first wave, after all, MB': {
    value: `${fresh.toFixed(0)}, ${before.toFixed(0)}, ${after.toFixed(0)}`,
    reach: '< +10 %',
  },
  'memory at its height, MB': { value: (status('VmHWM') / 1024).toFixed(0), reach: '' },
  'memory growth after the first wave, %': { value: (rssGrowth * 100).toFixed(1), reach: '< 10' },
  'good board, quiet: p50, p99 ms': {
    value: `${quantile(quiet, 0.5).toFixed(1)}, ${p99Before.toFixed(1)}`,
    reach: '',
  },
  'good board, attacked: p50, p99 ms': {
    value: `${quantile(during, 0.5).toFixed(1)}, ${p99During.toFixed(1)}`,
    reach: '',
  },
  'p99 attacked / quiet': { value: (p99During / p99Before).toFixed(2), reach: '< 2' },
  'orders measured quiet, attacked': { value: `${quiet.length}, ${during.length}`, reach: '' },
  'slots for open files': { value: status('FDSize'), reach: '' },
});
for (const complaint of board.complaints) console.error(complaint);
const said = program.output().match(/uncaught|unhandled|FATAL/gi) ?? [];
if (said.length > 0) console.error(`the program spoke of ${said.join(', ')}`);
board.close();
const broken = !alive || !last || board.complaints.length > 0 || said.length > 0 || total < packets;
const over = rssGrowth >= 0.1 || (!values.collect && p99During >= 2 * p99Before);
const { code } = await program.stop();
await program.dispose();
if (!('missing' in postgres)) await postgres.stop();
process.exit(broken || over || code !== 0 ? 1 : 0);
