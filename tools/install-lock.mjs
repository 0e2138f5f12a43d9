/**
 * One installation or build at a time in one checkout: `npm start` in one terminal and `npm test` in
 * another must not empty node_modules under each other. The lock is a file that holds the owner's
 * process id; one whose owner is gone is taken over.
 */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 300;
const WAIT_AT_MOST_MS = 20 * 60_000;

function tryTake(path) {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The owner's process id; undefined when the file is gone or not written yet. */
function ownerOf(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Runs `work` while holding the lock at `path`; waits for another owner first (20 min at most, then throws).
 * @param {string} path @param {() => Promise<T>} work @param {() => void} onWait called once if it has to wait
 * @template T @returns {Promise<T>}
 */
export async function withLock(path, work, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  const deadline = Date.now() + WAIT_AT_MOST_MS;
  let emptySince;
  let told = false;
  while (!tryTake(path)) {
    const owner = ownerOf(path);
    emptySince = owner === undefined ? (emptySince ?? Date.now()) : undefined;
    const abandoned = owner === undefined ? Date.now() - emptySince > 5_000 : !isAlive(owner);
    if (abandoned) {
      rmSync(path, { force: true });
      continue;
    }
    if (Date.now() > deadline)
      throw new Error(`process ${owner} has been installing for 20 minutes; remove ${path}`);
    if (!told) onWait();
    told = true;
    await sleep(POLL_MS);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
