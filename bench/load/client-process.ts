/** A process full of clients: what its parent asks of it, it answers. Both ends of the line between them. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const FROM_SOURCE = fileURLToPath(new URL('../../tools/from-source.mjs', import.meta.url));

type Wire = { readonly id: number } & (
  | { readonly ask: string; readonly body: unknown }
  | { readonly answer: unknown }
  | { readonly failed: string }
);

/** The parent's end. */
export class ClientProcess {
  private readonly waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  private asked = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (wire: Wire) => {
      const waits = this.waiting.get(wire.id);
      this.waiting.delete(wire.id);
      if ('answer' in wire) waits?.resolve(wire.answer as never);
      else if ('failed' in wire) waits?.reject(new Error(wire.failed));
    });
    child.once('exit', (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`a clients ended with code ${code}`));
    });
  }

  /** @param script beside this file */
  static start(script: string): ClientProcess {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), [], {
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', FROM_SOURCE],
    });
    const clients = new ClientProcess(child);
    process.once('exit', () => child.kill('SIGKILL'));
    return clients;
  }

  /** @throws Error in the clients's own words. */
  ask<Reply>(ask: string, body: object = {}): Promise<Reply> {
    this.asked += 1;
    const id = this.asked;
    return new Promise<Reply>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, ask, body });
    });
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

/** The child's end: a handler for each thing that may be asked. */
export function answerParent(handlers: Readonly<Record<string, (body: never) => unknown>>): void {
  process.on('message', (wire: Wire) => {
    if (!('ask' in wire)) return;
    const { id, ask, body } = wire;
    Promise.resolve(body)
      .then((given) => handlers[ask]?.(given as never))
      .then(
        (answer) => process.send?.({ id, answer: answer ?? null }),
        (error: unknown) => process.send?.({ id, failed: String(error) }),
      );
  });
  process.once('disconnect', () => process.exit());
}
