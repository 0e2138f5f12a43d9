/**
 * `npm run faults`: the long run under faults, in both shapes.
 *
 *   npm run faults                              200 kills and every other fault
 *   npm run faults -- --kills 20 --shape one    fewer; one process (or `many`) alone
 *   npm run faults -- --only redis              the faults with this word in their name
 *   npm run faults -- --shape messages --kills 1000   notification-service alone, while it sends
 *   … --seed 7 --long-freeze 60000 --out DIR    a run again; how long each SIGSTOP is; where histories go
 *
 * Each shape's history is kept as a file and may be checked again: `npm run faults:check -- FILE`.
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { SeededRandom } from '@curbline/testkit';
import { checkHistory } from './check-history.js';
import { History } from './history.js';
import { manyProcesses } from './many-processes.js';
import { messageRun } from './message-run.js';
import { oneProcess } from './one-process.js';
import { runFaults } from './fault-run.js';
import type { Fault, Cluster, ClusterOptions } from './cluster.js';
import { printMessages, printVerdict } from './print-verdict.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    shape: { type: 'string', default: 'both' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'fault-ms': { type: 'string', default: '3000' },
    'long-freeze': { type: 'string', default: '60000' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: '.cache/faults' },
  },
});
const seed = Number(values.seed);
/** A start of the embedded database takes seconds: a fifth of the kills are its. */
const SHAPES: Record<string, { make: (options: ClusterOptions) => Promise<Cluster>; share: number }> = {
  one: { make: oneProcess, share: values.shape === 'both' ? 0.2 : 1 },
  many: { make: manyProcesses, share: values.shape === 'both' ? 0.8 : 1 },
};

/** Every other fault once, and kills in between up to their number; by chance, but repeatable. */
function planOf(cluster: Cluster, kills: number, random: SeededRandom): Fault[] {
  const wanted = ({ name }: Fault): boolean => name.includes(values.only);
  const longMs = Number(values['long-freeze']);
  const plan = cluster.others.filter(wanted).map((fault) => {
    if (!fault.name.startsWith('SIGSTOP') || longMs === 0) return fault;
    return { ...fault, name: `${fault.name} for ${longMs / 1000} s`, inflict: () => fault.inflict(longMs) };
  });
  const killings = cluster.kills.filter(wanted);
  for (let left = killings.length > 0 ? kills : 0; left > 0;) {
    const fault = random.pick(killings);
    plan.push(fault);
    left -= fault.kills;
  }
  return plan
    .map((fault) => ({ fault, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ fault }) => fault);
}

// Leaving ends what was started, whoever asks for it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
mkdirSync(values.out, { recursive: true });
if (values.shape === 'messages') {
  console.log(`\nmessages while notification-service is killed, seed ${seed}`);
  const run = { seed, kills: Number(values.kills), out: values.out, say: console.log };
  const { path, ...verdict } = await messageRun(run);
  printMessages(path, verdict);
  process.exit(verdict.breaches.length > 0 ? 1 : 0);
}
for (const [name, { make, share }] of Object.entries(SHAPES)) {
  if (values.shape !== 'both' && values.shape !== name) continue;
  const history = new History(join(values.out, `${name}-${seed}.ndjson`));
  const logFile = join(values.out, `${name}-${seed}.log`);
  const cluster = await make({
    logFile,
    movableClocks: true,
    onDied: (process) => history.add({ t: 'died', at: Date.now(), process }),
  });
  console.log(`\n${cluster.shape}, seed ${seed}`);
  const faults = planOf(cluster, Math.round(Number(values.kills) * share), new SeededRandom(seed));
  try {
    await runFaults(cluster, history, {
      seed,
      faults,
      faultMs: Number(values['fault-ms']),
      say: console.log,
    });
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await cluster.stop();
    history.close();
  }
  const verdict = checkHistory(history.lines);
  printVerdict(history.path, verdict);
  if (verdict.breaches.length > 0) process.exitCode = 1;
}
process.exit();
