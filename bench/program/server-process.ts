/** A server of `server.ts` in a process of its own, as its bench sees it. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Memory, Question, ServerKind } from './server.ts';

export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(kind: ServerKind): Promise<ServerProcess> {
    const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [kind], {
      execArgv: [...process.execArgv, '--expose-gc'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return new ServerProcess(child, (await next(child)) as number);
  }

  async ask<Reply>(question: Question): Promise<Reply> {
    const answer = next(this.child);
    this.child.send(question);
    return (await answer) as Reply;
  }

  memory(): Promise<Memory> {
    return this.ask<Memory>({ ask: 'memory' });
  }

  /** What this server uses by itself, with nobody asking: µs of CPU a second. */
  async restingUsASecond(): Promise<number> {
    const { cpuUs, seconds } = await this.costOf(() => new Promise((rested) => setTimeout(rested, 4_000)));
    return cpuUs / seconds;
  }

  /** CPU of this server alone while `work` runs; it begins with a clean heap. */
  async costOf(work: () => Promise<unknown>): Promise<{ readonly cpuUs: number; readonly seconds: number }> {
    await this.memory();
    const [before, from] = [await this.ask<number>({ ask: 'cpu' }), performance.now()];
    await work();
    const cpuUs = (await this.ask<number>({ ask: 'cpu' })) - before;
    return { cpuUs, seconds: (performance.now() - from) / 1000 };
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.send({ ask: 'stop' } satisfies Question);
    await gone;
  }
}

function next(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the server ended with code ${code}`));
    child.once('exit', ended);
    child.once('message', (message: { readonly answer: unknown }) => {
      child.off('exit', ended);
      resolve(message.answer);
    });
  });
}
