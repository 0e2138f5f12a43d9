/** Another process at the same data folder, running the built library. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LIBRARY = pathToFileURL(fileURLToPath(new URL('../dist/index.js', import.meta.url))).href;

export interface Child {
  process: ChildProcess;
  /** Every line it has written so far. */
  lines: string[];
  /** Resolves with the first line that starts so, or with a later one of them. */
  line(start: string, which?: number): Promise<string>;
  /** As the power button would: no handler runs. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Resolves with the exit code. */
  ended(): Promise<number | null>;
}

/** @param body of a module; it has `openDatabase` and the folder as `dataDir`. */
export function startChild(body: string, dataDir: string): Child {
  const code = `import { openDatabase } from ${JSON.stringify(LIBRARY)};
    const dataDir = ${JSON.stringify(dataDir)};
    const say = (line) => process.stdout.write(line + '\\n');
    ${body}`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines: string[] = [];
  const exit = once(child, 'close') as Promise<[number | null]>;
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    child.emit('line', line);
  });
  return {
    process: child,
    lines,
    async line(start, which = 1) {
      const found = (): string | undefined => lines.filter((line) => line.startsWith(start))[which - 1];
      for (;;) {
        const line = found();
        if (line !== undefined) return line;
        const more = await Promise.race([once(child, 'line'), exit.then(() => undefined)]);
        if (!more && found() === undefined) {
          throw new Error(`it ended without saying "${start}" ${which} times: ${lines.join(' / ')}`);
        }
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    async ended() {
      return (await exit)[0];
    },
  };
}
