/** Runs one tier: a check that passes or fails, or a set of specs that count. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A run that says nothing for so long hangs. There is no limit of the whole: a slow machine is slow, not wrong. */
const LONGEST_SILENCE_MS = 10 * 60_000;
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
 * Runs node with `args`; resolves with its exit code, 124 when it hung. Its output is ours, each line after `prefix`
 * if there is one (two tiers may run side by side).
 */
function runNode(args, { cwd = root, env = process.env, prefix = '' } = {}) {
  return new Promise((resolve, reject) => {
    const detached = process.platform !== 'win32';
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached });
    running.add(child);
    let hung = false;
    let silence;
    const spoke = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        hung = true;
        endGroup(child);
      }, LONGEST_SILENCE_MS);
    };
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        spoke();
        console.log(`${prefix}${line}`);
      });
    }
    spoke();
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      clearTimeout(silence);
      if (hung) console.error(`curbline: ended after ${LONGEST_SILENCE_MS / 60_000} minutes without a word`);
      resolve(hung ? 124 : (code ?? 1));
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
 * @returns {Promise<{ passed: number, failed: number, skipped?: number, notRun?: string, failures?: string[] }>}
 *   `failures` names each failed test by its file and what it says
 */
export async function runSpecs(tier, env, scratch, prefix) {
  const { name, projects, oneByOne = false } = tier;
  const report = join(scratch, `${name.replaceAll(/\W+/g, '-')}.json`);
  const args = [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run'];
  args.push(...projects.map((project) => `--project=${project}`), '--passWithNoTests', '--no-color');
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
  // By itself Vitest leaves a core to a person at work.
  args.push(`--maxWorkers=${oneByOne ? 1 : '100%'}`);
  const code = await runNode(args, { env, prefix });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  if (testResults.length === 0) return { passed: 0, failed: 0, notRun: 'no test of this kind exists yet' };
  const failures = testResults.flatMap(failuresOf);
  const failed = failures.length === 0 && code !== 0 ? 1 : failures.length;
  return { passed: numPassedTests, failed, skipped: numPendingTests, failures };
}

/** The failed tests of a spec file, or the file when it could not start. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((result) => result.status === 'failed');
  if (failed.length > 0)
    return failed.map(
      ({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.join('\n')}`,
    );
  return status === 'failed' ? [`${file}\n${message}`] : [];
}
