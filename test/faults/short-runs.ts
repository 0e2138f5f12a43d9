/** What the short runs in `npm test` have in common: a few faults by name, and the verdict. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkHistory, type Verdict } from './check-history.js';
import { History } from './history.js';
import { ordeal } from './ordeal.js';
import type { Fault, Plant, PlantOptions } from './plant.js';

export const SEED = Number(process.env['SEED'] ?? 20_260_311);

/** A slow machine takes longer for its pickups, and makes as many. */
const SHORT = { seed: SEED, faultMs: 1_500, boardsAStore: 3, pickupsAStore: 2, pickupsBetween: 4 };

/** A plant that goes through one run or several, each with a history of its own. */
export class ShortRun<P extends Plant> {
  private readonly folder = mkdtempSync(join(tmpdir(), 'curbline-faults-'));
  private plant: P | undefined;
  private readonly died: string[] = [];
  private runs = 0;

  async begin(
    make: (options: PlantOptions) => Promise<P>,
    options: Pick<PlantOptions, 'movableClocks'> = {},
  ): Promise<P> {
    const onDied = (process: string): void => void this.died.push(process);
    this.plant = await make({ logFile: join(this.folder, 'said.log'), onDied, ...options });
    return this.plant;
  }

  /**
   * @param wanted names of faults by their beginnings, in the order in which they happen.
   * @throws Error when one is not to be had on this plant.
   */
  async through(wanted: readonly string[]): Promise<Verdict> {
    const { plant } = this;
    if (!plant) throw new Error('the plant was not made');
    const faults = wanted.map((name) => named(name, plant));
    this.runs += 1;
    const history = new History(join(this.folder, `history-${this.runs}.ndjson`));
    try {
      await ordeal(plant, history, { ...SHORT, faults });
    } finally {
      history.close();
    }
    // Told after its end, where the checker looks for it all the same; but an end has to be the last line.
    const died = this.died.splice(0).map((process) => ({ t: 'died' as const, at: Date.now(), process }));
    return checkHistory([...history.lines.slice(0, -1), ...died, ...history.lines.slice(-1)]);
  }

  async end(): Promise<void> {
    await this.plant?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A plant of its own for one run. */
export async function shortRun(
  make: (options: PlantOptions) => Promise<Plant>,
  wanted: readonly string[],
): Promise<Verdict> {
  const run = new ShortRun();
  try {
    await run.begin(make);
    return await run.through(wanted);
  } finally {
    await run.end();
  }
}

function named(name: string, plant: Plant): Fault {
  const fault = [...plant.kills, ...plant.others].find((one) => one.name.startsWith(name));
  if (!fault) throw new Error(`there is no fault called ${name}`);
  return fault;
}
