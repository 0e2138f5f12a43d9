/**
 * What does a server hold of each trip under way, and does a fix cost more when there are more of them?
 *
 *   npm run bench -- active-trips
 *   npm run bench -- active-trips --trips 1000,10000 --rounds 5
 *
 * The whole program in a process of its own, once for each number of trips, on the embedded database. Each trip has
 * its row, its link and its session there, has sent six fixes, and sends one more over HTTP before anything is
 * measured.
 *
 * Memory: the heap and what hangs on it, after a full collection, less what it was before the trips set off. CPU: all
 * of the process, with the timers of all trips. The fewest trips and one of the others take turns, round by round, so
 * that whatever else the machine does meets both alike; a ratio is the median of the rounds' own ratios. A track is
 * saved once in two minutes, so saves fall into some rounds and not into others: they are measured apart, all tracks
 * that wait for it at once, and counted in as a phone causes them.
 */
import { parseArgs } from 'node:util';
import { Fleet, pound, type SeededTrip } from './program/fleet.ts';
import { ServerProcess } from './program/server-process.ts';
import { quantile } from './program/start.ts';

/** A fix in 20 s, a save in two minutes. */
const FIXES_A_SAVE = 6;

const { values } = parseArgs({
  options: {
    trips: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '7' },
    requests: { type: 'string', default: '6000' },
  },
});
const [rounds, requests] = [Number(values.rounds), Number(values.requests)];

class Trips {
  private constructor(
    readonly count: number,
    readonly bytesATrip: number,
    private readonly server: ServerProcess,
    private readonly fleet: Fleet,
  ) {}

  static async underWay(count: number): Promise<Trips> {
    const server = await ServerProcess.start('curbline');
    const fleet = new Fleet(await server.ask<SeededTrip[]>({ ask: 'seed', trips: count }));
    // Compiled and warm before the first look, as far as that goes without a trip.
    const before = await server.memory();
    await server.ask({ ask: 'setOff' });
    await pound(server.port, fleet, { requests: Math.max(count, 2 * requests), batch: 1 });
    const after = await server.memory();
    return new Trips(count, (after.heapBytes - before.heapBytes) / count, server, fleet);
  }

  /** µs of CPU a fix. */
  async round(): Promise<number> {
    const work = (): Promise<unknown> => pound(this.server.port, this.fleet, { requests, batch: 1 });
    return (await this.server.costOf(work)).cpuUs / requests;
  }

  /** µs of CPU a track that is saved. */
  async saving(): Promise<number> {
    let saved = 0;
    const { cpuUs } = await this.server.costOf(async () => (saved = await this.server.ask({ ask: 'save' })));
    return cpuUs / saved;
  }

  end(): Promise<void> {
    return this.server.stop();
  }
}

const spread = (of: readonly number[], digits: number): string =>
  `${quantile(of, 0.5).toFixed(digits)} (${Math.min(...of).toFixed(digits)} to ${Math.max(...of).toFixed(digits)})`;

const [fewest = 1_000, ...more] = values.trips.split(',').map(Number);
const few = await Trips.underWay(fewest);
console.log(`${fewest.toLocaleString('en')} trips: ${(few.bytesATrip / 1024).toFixed(1)} KB a trip`);

for (const count of more) {
  const many = await Trips.underWay(count);
  // Its trips have waited while the others were made.
  await few.round();
  const costs: { few: number; many: number }[] = [];
  for (let turn = 0; turn < rounds; turn += 1)
    costs.push({ few: await few.round(), many: await many.round() });
  const us = (of: 'few' | 'many'): string =>
    spread(
      costs.map((cost) => cost[of]),
      0,
    );
  console.log(
    `${count.toLocaleString('en')} trips: ${(many.bytesATrip / 1024).toFixed(1)} KB a trip, ${us('many')} µs of CPU a fix; ` +
      `beside them ${fewest.toLocaleString('en')} trips: ${us('few')}\n` +
      `  a fix costs ${spread(
        costs.map((cost) => cost.many / cost.few),
        2,
      )} times as much`,
  );
  const saves = { few: await few.saving(), many: await many.saving() };
  const withSaves = costs.map(
    (cost) => (cost.many + saves.many / FIXES_A_SAVE) / (cost.few + saves.few / FIXES_A_SAVE),
  );
  console.log(
    `  a saved track costs ${saves.many.toFixed(0)} µs, beside ${saves.few.toFixed(0)}; ` +
      `with one in ${FIXES_A_SAVE} fixes a fix costs ${spread(withSaves, 2)} times as much`,
  );
  await many.end();
}
await few.end();
