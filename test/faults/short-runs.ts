/** What both short runs in `npm test` have in common: a few faults by chance of the seed, and the verdict. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkHistory, type Verdict } from './check-history.js';
import { History } from './history.js';
import { ordeal } from './ordeal.js';
import type { Fault, Plant, PlantOptions } from './plant.js';

export const SEED = Number(process.env['SEED'] ?? 20_260_311);

/**
 * @param wanted names of faults by their beginnings, in the order in which they happen.
 * @throws Error when one is not to be had on this plant.
 */
export async function shortRun(
  make: (options: PlantOptions) => Promise<Plant>,
  wanted: readonly string[],
): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'curbline-faults-'));
  const history = new History(join(folder, 'history.ndjson'));
  const plant = await make({
    logFile: join(folder, 'said.log'),
    onDied: (process) => history.add({ t: 'died', at: Date.now(), process }),
  });
  try {
    const faults = wanted.map((name) => named(name, plant));
    await ordeal(plant, history, { seed: SEED, faults, faultMs: 1_500, boardsAStore: 3, pickupsAStore: 2 });
  } finally {
    await plant.stop();
    history.close();
  }
  rmSync(folder, { recursive: true, force: true });
  return checkHistory(history.lines);
}

function named(name: string, plant: Plant): Fault {
  const fault = [...plant.kills, ...plant.others].find((one) => one.name.startsWith(name));
  if (!fault) throw new Error(`there is no fault called ${name}`);
  return fault;
}
