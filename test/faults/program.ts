/** One process of Curbline under a supervisor's eye: started, killed, frozen, and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../tools/launch-curbline.mjs';
import { ROOT } from './compose-file.js';

const READY_WITHIN_MS = 180_000;
const NOT_OURS = ['DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL', 'DATA_DIR', 'NODE_ENV', 'NODE_OPTIONS'];

export interface ProgramOptions {
  readonly name: string;
  /** As a Compose file has it, from the checkout's folder; `node` is the one that runs this. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Of the loopback; a free one if not given. */
  readonly port?: number;
  /** Where it says that it is ready; a Curbline program's own address if not given. */
  readonly readyUrl?: string;
  /** What it says goes here. */
  readonly logFile: string;
  /** Told when it ends by itself; it is started again either way, as a supervisor does. */
  readonly onDied: (name: string) => void;
}

export class Program {
  private child: ChildProcess | undefined;
  private wanted = false;
  /** Of the child: it has ended and all that it said has been heard. */
  private silent: Promise<void> = Promise.resolve();

  private constructor(
    private readonly options: ProgramOptions,
    readonly port: number,
  ) {}

  /** Starts on a port of its own that stays the same, and waits until it is ready. */
  static async start(options: ProgramOptions): Promise<Program> {
    const program = new Program(options, options.port ?? (await freePort()));
    await program.start();
    return program;
  }

  get name(): string {
    return this.options.name;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  /** Started and not waited for. */
  launch(): void {
    this.wanted = true;
    this.spawn();
  }

  /** @throws Error when it does not become ready in time */
  async ready(): Promise<void> {
    const until = performance.now() + READY_WITHIN_MS;
    while (performance.now() < until) {
      if (await this.isReady()) return;
      await sleep(60);
    }
    throw new Error(`${this.name} did not become ready; see ${this.options.logFile}`);
  }

  /** `kill -9`, or a signal that asks; resolves when it is gone and its last words are written. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.wanted = false;
    const { child } = this;
    if (!child) return;
    // Does nothing to one that has ended already; its last words may still be on the way.
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await this.silent;
    clearTimeout(late);
  }

  /** Frozen as by a long pause of the machine: nothing runs, no connection is closed. */
  async freeze(ms: number): Promise<void> {
    this.child?.kill('SIGSTOP');
    await sleep(ms);
    this.child?.kill('SIGCONT');
  }

  private async isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(2_000);
    const readyUrl = this.options.readyUrl ?? `${this.url}/health/ready`;
    const response = await fetch(readyUrl, { signal }).catch(() => undefined);
    await response?.arrayBuffer().catch(() => undefined);
    return response?.ok ?? false;
  }

  private spawn(): void {
    const { command, env, logFile, name } = this.options;
    const child = start(command, {
      HOST: '127.0.0.1',
      PORT: String(this.port),
      ...env,
      LOG_LEVEL: 'warn',
    });
    for (const stream of [child.stdout, child.stderr]) {
      // All but the welcome, which shows the demo's secrets.
      stream.on('data', (text: Buffer) => String(text).includes('│') || appendFileSync(logFile, text));
    }
    this.silent = new Promise((resolve) => child.once('close', () => resolve()));
    const stopNow = (): boolean => child.kill('SIGKILL');
    process.once('exit', stopNow);
    child.once('exit', (code, signal) => {
      process.removeListener('exit', stopNow);
      appendFileSync(logFile, `\n-- ${name} ended: ${signal ?? code}\n`);
      if (!this.wanted || this.child !== child) return;
      this.options.onDied(`${name} (${signal ?? `code ${code}`})`);
      setTimeout(() => this.wanted && this.child === child && this.spawn(), 500);
    });
    this.child = child;
  }
}

/** Runs a command to its end. @returns what it said. @throws Error with that when it fails. */
export async function runCommand(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const child = start(command, env);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += String(text)));
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  if (code !== 0) throw new Error(`${command.join(' ')} failed (${code}): ${said.slice(-2_000)}`);
  return said;
}

function start([file = '', ...args]: readonly string[], env: Readonly<Record<string, string>>) {
  const inherited = { ...process.env };
  for (const variable of NOT_OURS) delete inherited[variable];
  return spawn(file === 'node' ? process.execPath : file, args, {
    cwd: ROOT,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
