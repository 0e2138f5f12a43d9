/** What test-services.mjs needs of the system: processes as trees, free ports, and an end that is never forgotten. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const START_LIMIT_MS = 20_000;

export function childrenOf(pid) {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return listed
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child);
}

export const killNow = (pid) => signal(pid, 'SIGKILL');

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It was gone already.
  }
}

/**
 * Nothing of a server runs for `ms`, its workers included, and no connection is closed: as on a machine that is
 * suspended. The parent is first, so that it makes no worker meanwhile.
 */
export async function freezeTree(pid, ms) {
  signal(pid, 'SIGSTOP');
  const all = [pid, ...childrenOf(pid)];
  for (const each of all) signal(each, 'SIGSTOP');
  await sleep(ms);
  for (const each of all.toReversed()) signal(each, 'SIGCONT');
}

/** Whether a process runs; one that ended and waits for its parent does not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export function findOnPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export async function answers(port) {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    const up = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (up) return true;
    await sleep(30);
  }
  return false;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs `end` once: when called, or else when this process exits or is told to. */
export function onceOrAtExit(end) {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    process.removeListener('exit', once);
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
    try {
      end();
    } catch {
      // It was gone already.
    }
  };
  const onSignal = (signal) => {
    once();
    // Without us the signal would have ended the process; with another listener it is that one's to say.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('exit', once);
  for (const signal of SIGNALS) process.once(signal, onSignal);
  return async () => once();
}

export function firstLine(error) {
  return String(error.stderr || error.message || error)
    .trim()
    .split('\n')[0];
}
