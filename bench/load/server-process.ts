/** One server process under measurement: started, asked, stopped, started again at the same port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/launch-curbline.mjs';
import type { How, ProcessUsage } from './watched.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WATCHED = fileURLToPath(new URL('watched.ts', import.meta.url));
const READY_WITHIN_MS = 90_000;
const NOT_OURS = ['DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL', 'DATA_DIR', 'NODE_ENV', 'NODE_OPTIONS'];

export interface ServerOptions {
  readonly name: string;
  /** From the root of the checkout, such as `apps/gateway/dist/main.js`. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What it says goes here. */
  readonly logFile: string;
}

export class ServerProcess {
  private child: ChildProcess | undefined;
  private readonly waiting = new Map<number, (reading: ProcessUsage) => void>();
  private asked = 0;

  private constructor(
    private readonly options: ServerOptions,
    readonly port: number,
  ) {}

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const server = new ServerProcess(options, await freePort());
    process.once('exit', () => server.child?.kill('SIGKILL'));
    await server.start();
    return server;
  }

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it is ready. @throws Error when it is not within 90 s. */
  async start(): Promise<void> {
    const { script, args = [], env, logFile, name } = this.options;
    const inherited = { ...process.env };
    for (const variable of NOT_OURS) delete inherited[variable];
    const said = openSync(logFile, 'a');
    const preload = ['--expose-gc', '--disable-warning=ExperimentalWarning', '--import', WATCHED];
    this.child = spawn(process.execPath, [...preload, `${ROOT}${script}`, ...args], {
      cwd: ROOT,
      env: { ...inherited, HOST: '127.0.0.1', PORT: String(this.port), LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', said, said, 'ipc'],
    });
    this.child.on('message', ({ read, reading }: { read: number; reading: ProcessUsage }) => {
      this.waiting.get(read)?.(reading);
      this.waiting.delete(read);
    });
    for (const until = performance.now() + READY_WITHIN_MS; performance.now() < until; await sleep(25)) {
      if (await this.isReady()) return;
      if (this.child.exitCode !== null) break;
    }
    throw new Error(`${name} did not become ready; see ${logFile}`);
  }

  /** @param signal SIGKILL for a crash */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(late);
  }

  /** @param how `counted` stands still for seconds where the heap is large: long enough for lines to time out */
  read(how: How = 'as it is'): Promise<ProcessUsage> {
    this.asked += 1;
    const read = this.asked;
    return new Promise((resolve) => {
      this.waiting.set(read, resolve);
      this.child?.send({ read, how });
    });
  }

  private async isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(2_000);
    const answer = await fetch(`${this.url}/health/ready`, { signal }).catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    return answer?.ok ?? false;
  }
}
