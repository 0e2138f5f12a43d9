/** Runs one tier: a check that passes or fails, or a set of Jest specs that count. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A run that says nothing for so long hangs. There is no limit of the whole: a slow machine is slow, not wrong. */
const LONGEST_SILENCE_MS = 10 * 60_000;
/** Jest ends within a second of its report, unless a test left something open. */
const LINGERS_MS = 20_000;
/**
 * Jest keeps what each spec file loaded. With dozens of files in one process the collector of a heap of gigabytes took
 * half of the time, so a worker whose heap has grown to this after a file makes way for a new one. Less than this costs
 * more than it saves: a new worker opens its embedded database again.
 */
const RENEWED_ABOVE = '700MB';

/** Each in a process group of its own, so that what a test itself started ends with it. */
const running = new Set();

function endGroup({ pid }) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Ends whatever runs now: for a person who has seen enough. */
export function endAll() {
  for (const child of running) endGroup(child);
}

/**
 * Runs node with `args`; resolves with its exit code, 124 when it took too long. Its output is ours, each line
 * after `prefix` if there is one (two tiers may run side by side). With `report`, one that goes on long after
 * that file was written is ended, and counts as ended well.
 */
function runNode(args, { cwd = root, env = process.env, prefix = '', report } = {}) {
  return new Promise((resolve, reject) => {
    const detached = process.platform !== 'win32';
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached });
    running.add(child);
    let silence;
    const spoke = () => {
      clearTimeout(silence);
      silence = setTimeout(
        () => cutWith(124, `ended after ${LONGEST_SILENCE_MS / 60_000} minutes without a word`),
        LONGEST_SILENCE_MS,
      );
    };
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        spoke();
        console.log(`${prefix}${line}`);
      });
    }
    let cut;
    const cutWith = (code, why) => {
      cut = { code, why };
      endGroup(child);
    };
    spoke();
    let linger;
    const watch = setInterval(() => {
      if (!report || !existsSync(report)) return;
      clearInterval(watch);
      linger = setTimeout(() => cutWith(0, 'a test left something open: ended by hand'), LINGERS_MS);
    }, 1_000);
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      for (const timer of [silence, watch, linger]) clearTimeout(timer);
      if (cut) console.error(`curbline: ${cut.why}`);
      resolve(cut?.code ?? code ?? 1);
    });
  });
}

/** A check: one passed or one failed. `prefix` goes before each line of its output. */
export async function runStep({ command, cwd }, prefix) {
  const code = await runNode(command, { cwd, prefix });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * A tier of specs. A spec file that cannot even start counts as one failure, and so does a run that ends badly
 * though no test failed. `prefix` goes before each line of its output.
 * @returns {Promise<{ passed: number, failed: number, skipped?: number, notRun?: string }>}
 */
export async function runJest(tier, env, scratch, prefix) {
  const { name, project, only = [], without = [], oneByOne = false } = tier;
  const report = join(scratch, `${name.replaceAll(/\W+/g, '-')}.json`);
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  args.push(
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--passWithNoTests',
    `--selectProjects=${project}`,
  );
  args.push('--reporters=default', '--reporters=<rootDir>/tools/count-reporter.mjs');
  args.push(
    ...['/node_modules/', '/dist/', ...without].map((pattern) => `--testPathIgnorePatterns=${pattern}`),
  );
  args.push(...only.map((pattern) => `--testPathPatterns=${pattern}`));
  if (oneByOne) args.push('--maxWorkers=1', `--workerIdleMemoryLimit=${RENEWED_ABOVE}`);
  // By itself Jest leaves a core to a person at work.
  else args.push('--maxWorkers=100%');
  const code = await runNode(args, { env: { ...env, CURBLINE_TEST_COUNTS: report }, prefix, report });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  const passed = counts.numPassedTests;
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  if (counts.numTotalTestSuites === 0)
    return { passed: 0, failed: 0, notRun: 'no test of this kind exists yet' };
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: counts.numPendingTests };
}
