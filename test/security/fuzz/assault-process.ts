/** An unpaced attacker in a process of its own, so that its work is not mistaken for the server's slowness. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { assault, type Assault, type Dealt } from './unpaced.js';

/** Runs the assault beside this process. Rejects when the attacker itself fails. */
export function assaultApart(order: Assault): Promise<Dealt> {
  const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, CURBLINE_ASSAULT: '1' } });
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('message', (dealt) => resolve(dealt as Dealt));
    child.once('exit', (code) => reject(new Error(`the attacker ended with ${code}`)));
  });
}

if (process.env['CURBLINE_ASSAULT'] === '1' && process.send) {
  process.once('message', (order: Assault) => {
    void assault(order).then((dealt) => process.send?.(dealt, () => process.exit()));
  });
}
