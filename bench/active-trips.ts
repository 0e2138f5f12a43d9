/**
 * What does a server hold of each trip under way, and does a fix cost more when there are more of them?
 *
 *   npm run bench:active-trips
 *   npm run bench:active-trips -- --trips 1000,10000 --rounds 5
 *
 * The whole program in a process of its own, once for each number of trips, on the embedded database. Each trip has
 * its row, its link and its session there, has sent six fixes, and sends one more over HTTP before anything is
 * measured. Memory: the heap and what hangs on it, after a full collection, less what it was before the trips set
 * off. CPU: all of the process, with the writing behind and the timers of all trips.
 */
import { parseArgs } from 'node:util';
import { Fleet, pound } from './program/fleet.ts';
import { ServerProcess } from './program/server-process.ts';
import { quantile } from './program/start.ts';

const { values } = parseArgs({
  options: {
    trips: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '5' },
    requests: { type: 'string', default: '6000' },
  },
});
const [rounds, requests] = [Number(values.rounds), Number(values.requests)];

interface Figures {
  readonly trips: number;
  readonly bytesATrip: number;
  readonly usAFix: number;
}

async function measure(trips: number): Promise<Figures> {
  const server = await ServerProcess.start('curbline');
  const fleet = new Fleet(await server.ask<string[]>({ ask: 'plant', trips }));
  // Compiled and warm before the first look, as far as that goes without a trip.
  const before = await server.memory();
  await server.ask({ ask: 'setOff' });
  await pound(server.port, fleet, { requests: Math.max(trips, 2 * requests), batch: 1 });
  const after = await server.memory();
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const work = (): Promise<unknown> => pound(server.port, fleet, { requests, batch: 1 });
    costs.push((await server.costOf(work)).cpuUs / requests);
  }
  await server.stop();
  return {
    trips,
    bytesATrip: (after.heapBytes - before.heapBytes) / trips,
    usAFix: quantile(costs, 0.5),
  };
}

const all: Figures[] = [];
for (const trips of values.trips.split(',').map(Number)) {
  const { bytesATrip, usAFix } = await measure(trips);
  all.push({ trips, bytesATrip, usAFix });
  const few = all[0]!;
  console.log(
    `${trips.toLocaleString('en').padStart(8)} trips: ${(bytesATrip / 1024).toFixed(1)} KB a trip, ` +
      `${usAFix.toFixed(0)} µs of CPU a fix, ${(usAFix / few.usAFix).toFixed(2)} of that at ${few.trips.toLocaleString('en')}`,
  );
}
