/**
 * Temporary services for the tests, made from what the machine has: a Postgres cluster with PostGIS and
 * a Redis server, each in a folder of its own under the system's temporary folder, on a free loopback
 * port, behind a random password. Fast and forgetful on purpose (no fsync): never a model for production.
 *
 * Each `start…` resolves with `{ url, stop }`, or `{ missing }` saying why in one sentence.
 * A service still running when this process exits is ended and its folder removed.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  answers,
  childrenOf,
  findOnPath,
  firstLine,
  freePort,
  freezeTree,
  isAlive,
  killNow,
  onceOrAtExit,
  START_LIMIT_MS,
} from './server-processes.mjs';

const run = promisify(execFile);

/** Fast and forgetful: enough for tests that never crash the server. */
const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];

/**
 * A temporary Postgres cluster of the newest version on this machine that has PostGIS.
 * @param {{ durable?: boolean }} [options] `durable`: what it has confirmed outlives a crash, as in production
 * @returns {Promise<{ url: string, stop: () => Promise<void>, kill: () => Promise<void>, pid: () => number,
 *   restart: () => Promise<void>, freeze: (ms: number) => Promise<void>, log: string } | { missing: string }>} the
 *   URL is an administrator's, `log` the file that the server writes to; `kill` ends every process of the server as a crash does, `freeze` stops them all for a
 *   while, `restart` starts it again on the same port (and stops it before if it runs)
 */
export async function startPostgres({ durable = false } = {}) {
  const bin = findPostgres();
  if (!bin) return { missing: 'no PostgreSQL with PostGIS under /usr/lib/postgresql' };
  const owner = postgresOwner();
  if ('missing' in owner) return owner;
  const as = (command, args) => owner.wrap([join(bin, command), ...args]);

  const folder = mkdtempSync(join(tmpdir(), 'curbline-postgres-'));
  const cluster = join(folder, 'cluster');
  const password = randomBytes(12).toString('hex');
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
  owner.give(folder, join(folder, 'password'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const pwfile = `--pwfile=${join(folder, 'password')}`;
    await run(
      ...as('initdb', [
        '-D',
        cluster,
        '-U',
        'curbline',
        '-A',
        'password',
        pwfile,
        '-E',
        'UTF8',
        '--locale=C',
        '-N',
      ]),
    );
    const port = await freePort();
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'max_connections=200',
      'shared_buffers=64MB',
      ...(durable ? [] : FORGETFUL),
    ].map((setting) => `-c ${setting}`);
    const log = join(folder, 'postgres.log');
    const control = (command, ...args) => run(...as('pg_ctl', [command, '-w', '-D', cluster, ...args]));
    const begin = () => control('start', '-t', '20', '-l', log, '-o', settings.join(' '));
    await begin();
    const lock = join(cluster, 'postmaster.pid');
    const pid = () => Number(readFileSync(lock, 'utf8').split('\n')[0]);
    const kill = async () => {
      const postmaster = pid();
      for (const each of [postmaster, ...childrenOf(postmaster)]) killNow(each);
      while (isAlive(postmaster)) await sleep(10);
    };
    const restart = async () => {
      if (existsSync(lock) && isAlive(pid()))
        return control('restart', '-m', 'fast', '-l', log, '-o', settings.join(' '));
      // The children of a killed server may hold its shared memory a moment longer.
      for (const until = Date.now() + START_LIMIT_MS; ; await sleep(100)) {
        try {
          return await begin();
        } catch (error) {
          if (Date.now() > until) throw error;
        }
      }
    };
    const [stopCommand, stopArgs] = as('pg_ctl', ['stop', '-w', '-m', 'immediate', '-D', cluster]);
    const stop = onceOrAtExit(() => {
      try {
        execFileSync(stopCommand, stopArgs, { stdio: 'ignore', timeout: START_LIMIT_MS });
      } finally {
        remove();
      }
    });
    const freeze = (ms) => freezeTree(pid(), ms);
    const url = `postgres://curbline:${password}@127.0.0.1:${port}/postgres`;
    return { url, stop, kill, restart, freeze, pid, log };
  } catch (error) {
    remove();
    return { missing: `PostgreSQL in ${bin} did not start: ${firstLine(error)}` };
  }
}

const forgetfulRedis = (password) => ['--requirepass', password, '--save', '', '--appendonly', 'no'];

/**
 * A temporary Redis server that writes nothing to disk: after `kill` and `restart` it is empty.
 * @param {{ args?: (password: string) => string[] }} [options] what it is started with besides its place
 * @returns {Promise<{ url: string, stop: () => Promise<void>, kill: () => Promise<void>, pid: () => number,
 *   restart: () => Promise<void>, freeze: (ms: number) => Promise<void> } | { missing: string }>}
 */
export async function startRedis({ args: given = forgetfulRedis } = {}) {
  const binary = findOnPath('redis-server');
  if (!binary) return { missing: 'no redis-server on the PATH' };
  const folder = mkdtempSync(join(tmpdir(), 'curbline-redis-'));
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
  const args = [...given(password), ...place];
  const begin = () => spawn(binary, args, { stdio: 'ignore' });
  let child = begin();
  const stop = onceOrAtExit(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const failed = new Promise((resolve) => {
    child.once('error', (error) => resolve(firstLine(error)));
    child.once('exit', (code) => resolve(`it ended with code ${code}`));
  });
  const why = await Promise.race([
    failed,
    answers(port).then((up) => (up ? undefined : 'it did not answer')),
  ]);
  if (why !== undefined) {
    await stop();
    return { missing: `${binary} did not start: ${why}` };
  }
  child.unref();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.ref();
    child.kill('SIGKILL');
    await ended;
  };
  const restart = async () => {
    await kill();
    child = begin();
    child.unref();
    if (!(await answers(port))) throw new Error('redis-server did not come back');
  };
  const pid = () => child.pid;
  const freeze = (ms) => freezeTree(pid(), ms);
  return { url: `redis://:${password}@127.0.0.1:${port}`, stop, kill, restart, freeze, pid };
}

function findPostgres() {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  return readdirSync(root)
    .filter((version) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`))
    .filter((version) => existsSync(join(root, version, 'bin', 'initdb')))
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'))[0];
}

/** Postgres refuses to run as root: there it runs as the user its package made. */
function postgresOwner() {
  if (process.getuid?.() !== 0) {
    return { wrap: ([command, ...args]) => [command, args], give: () => {} };
  }
  const setpriv = findOnPath('setpriv');
  if (!setpriv) return { missing: 'PostgreSQL does not run as root, and setpriv is not on the PATH' };
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' })),
    );
    const prefix = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
    return {
      wrap: (command) => [setpriv, [...prefix, ...command]],
      give: (...paths) => {
        for (const path of paths) chownSync(path, uid, gid);
        chmodSync(paths[0], 0o700);
      },
    };
  } catch {
    return { missing: 'PostgreSQL does not run as root, and there is no user postgres' };
  }
}
