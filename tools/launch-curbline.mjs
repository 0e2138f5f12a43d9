/**
 * Starts the real program (`dist/src/main.js`, as `npm start` does) for the tests and the screenshots: its own
 * process, a free port, a data folder of its own. Build first.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** A first start takes 15 s on a quiet machine; beside other work one took more than 90 s. */
const READY_WITHIN_MS = 240_000;
const STOPPED_WITHIN_MS = 15_000;
/** The end of what the program says once it runs; it answers requests a moment earlier. */
const LAST_WORDS = 'Stop with Ctrl-C.';

/** A TCP port of the loopback that nobody listens on just now. */
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

/**
 * Starts the program without waiting for it to be ready.
 * @param {{ dataDir?: string, env?: Record<string, string>, args?: string[] }} [options] the data folder is
 *   temporary, and removed by `dispose`, unless one is given
 */
export async function startCurbline({ dataDir, env = {}, args = [] } = {}) {
  const ownFolder = dataDir ? undefined : mkdtempSync(join(tmpdir(), 'curbline-program-'));
  const port = env.PORT ?? String(await freePort());
  const url = `http://localhost:${port}`;
  const inherited = { ...process.env };
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL', 'NODE_ENV', 'NODE_OPTIONS'])
    delete inherited[name];
  const folder = dataDir ?? join(ownFolder, 'data');
  const startedAt = Date.now();
  const child = spawn(process.execPath, [join(root, 'dist', 'src', 'main.js'), ...args], {
    cwd: root,
    env: { ...inherited, HOST: '127.0.0.1', DATA_DIR: folder, PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  }
  const ended = new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ranMs: Date.now() - startedAt }));
  });
  const stopNow = () => child.kill('SIGKILL');
  process.once('exit', stopNow);
  void ended.then(() => process.removeListener('exit', stopNow));

  const program = {
    url,
    dataDir: folder,
    pid: child.pid,
    ended,
    output: () => said,
    kill: (signal) => child.kill(signal),

    async ready() {
      const end = { over: false };
      void ended.then(() => (end.over = true));
      while (Date.now() - startedAt < READY_WITHIN_MS && !end.over) {
        const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
        if (answer?.ok && said.includes(LAST_WORDS)) return { tookMs: Date.now() - startedAt };
        await sleep(100);
      }
      stopNow();
      throw new Error(`Curbline did not become ready; it said:\n${said.slice(-4_000)}`);
    },

    async stop(signal = 'SIGTERM') {
      const askedAt = Date.now();
      child.kill(signal);
      const late = setTimeout(stopNow, STOPPED_WITHIN_MS);
      const end = await ended;
      clearTimeout(late);
      return { ...end, tookMs: Date.now() - askedAt };
    },

    async dispose() {
      await program.stop('SIGKILL');
      if (ownFolder) rmSync(ownFolder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return program;
}

/** Starts the program and waits until it is ready and has said so; rejects with what it said when it takes too long. */
export async function launchCurbline(options) {
  const program = await startCurbline(options);
  await program.ready();
  return program;
}
