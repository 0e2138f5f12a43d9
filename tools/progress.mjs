/**
 * Runs a command that may be long without leaving a person in front of a silent screen: nothing when it
 * ends within 2 s, otherwise a line when it starts to last, one every 15 s, and one at its end. The
 * command's own output is kept, and shown only when it fails.
 */
import { spawn } from 'node:child_process';

const QUIET_MS = 2_000;
const REMINDER_MS = 15_000;

/**
 * Runs `command` with `args`; resolves when it ends with 0, otherwise rejects with the end of its output.
 * @param {{ label: string, command: string, args: string[], cwd?: string, env?: NodeJS.ProcessEnv,
 *   out?: NodeJS.WritableStream }} step `label` is what a person reads ("installing packages")
 * @returns {Promise<{ tookMs: number }>}
 */
export function runWithProgress({ label, command, args, cwd, env, out = process.stderr }) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
  let announced = false;
  let reminder;
  const announce = setTimeout(() => {
    announced = true;
    out.write(`curbline: ${label}…\n`);
    reminder = setInterval(() => out.write(`curbline: still ${label} (${seconds()} s)…\n`), REMINDER_MS);
  }, QUIET_MS);

  return new Promise((resolve, reject) => {
    const output = [];
    const child = spawn(command, args, {
      cwd,
      // What is kept to be shown on failure carries no colors.
      env: { ...(env ?? process.env), NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !command.endsWith('.exe'),
    });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const settle = () => {
      clearTimeout(announce);
      clearInterval(reminder);
    };
    child.on('error', (cause) => {
      settle();
      reject(new Error(`${label}: ${command} could not be run (${cause.message})`));
    });
    child.on('close', (code, signal) => {
      settle();
      if (code === 0) {
        if (announced) out.write(`curbline: done ${label} (${seconds()} s)\n`);
        resolve({ tookMs: Date.now() - startedAt });
        return;
      }
      const said = Buffer.concat(output).toString('utf8').trim().split('\n').slice(-60).join('\n');
      reject(new Error(`${label} failed (${signal ?? `exit code ${code}`}):\n${said}`));
    });
  });
}
