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
  /** Resolves with the first line that starts so. */
  line(start: string): Promise<string>;
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
    async line(start) {
      for (;;) {
        const found = lines.find((line) => line.startsWith(start));
        if (found !== undefined) return found;
        const more = await Promise.race([once(child, 'line'), exit.then(() => undefined)]);
        if (!more && !lines.some((line) => line.startsWith(start))) {
          throw new Error(`it ended without saying "${start}": ${lines.join(' / ')}`);
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
