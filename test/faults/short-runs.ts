/** What the short runs in `npm test` have in common: a few faults by name, and the verdict. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkHistory, type Verdict } from './check-history.js';
import { History } from './history.js';
import { runFaults } from './fault-run.js';
import type { Fault, Cluster, ClusterOptions } from './cluster.js';

export const SEED = Number(process.env['SEED'] ?? 20_260_311);

/** A slow machine takes longer for its pickups, and makes as many. */
const SHORT = { seed: SEED, faultMs: 1_500, boardsAStore: 3, pickupsAStore: 2, pickupsBetween: 4 };

/** A cluster that goes through one run or several, each with a history of its own. */
export class ShortRun<P extends Cluster> {
  private readonly folder = mkdtempSync(join(tmpdir(), 'curbline-faults-'));
  private cluster: P | undefined;
  private readonly died: string[] = [];
  private runs = 0;

  async begin(
    make: (options: ClusterOptions) => Promise<P>,
    options: Pick<ClusterOptions, 'movableClocks'> = {},
  ): Promise<P> {
    const onDied = (process: string): void => void this.died.push(process);
    this.cluster = await make({ logFile: join(this.folder, 'said.log'), onDied, ...options });
    return this.cluster;
  }

  /**
   * @param wanted names of faults by their beginnings, in the order in which they happen.
   * @throws Error when one is not to be had on this cluster.
   */
  async through(wanted: readonly string[]): Promise<Verdict> {
    const { cluster } = this;
    if (!cluster) throw new Error('the cluster was not made');
    const faults = wanted.map((name) => named(name, cluster));
    this.runs += 1;
    const history = new History(join(this.folder, `history-${this.runs}.ndjson`));
    try {
      await runFaults(cluster, history, { ...SHORT, faults });
    } finally {
      history.close();
    }
    // Told after its end, where the checker looks for it all the same; but an end has to be the last line.
    const died = this.died.splice(0).map((process) => ({ t: 'died' as const, at: Date.now(), process }));
    return checkHistory([...history.lines.slice(0, -1), ...died, ...history.lines.slice(-1)]);
  }

  async end(): Promise<void> {
    await this.cluster?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A cluster of its own for one run. */
export async function shortRun(
  make: (options: ClusterOptions) => Promise<Cluster>,
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

function named(name: string, cluster: Cluster): Fault {
  const fault = [...cluster.kills, ...cluster.others].find((one) => one.name.startsWith(name));
  if (!fault) throw new Error(`there is no fault called ${name}`);
  return fault;
}
