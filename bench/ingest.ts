/**
 * How many fixes does a CPU-second of the server take in, through session, limits, validation, decision and
 * answer, beside a bare `node:http` route that reads and answers the same JSON, in the same run? An empty route
 * of Nest on Fastify stands between them for scale.
 *
 *   npm run bench -- ingest
 *   npm run bench -- ingest --trips 1000 --rounds 3 --profile FILE.cpuprofile
 *
 * Each server is a process of its own, over real connections; counted is its CPU alone, all of it: the looking up
 * of sessions, the collector, and the writing behind of what the trips have come to. Every trip sends in its turn,
 * so with thousands of them seconds pass between two fixes of one. What the whole program uses at rest (it looks at the
 * log four times a second, in a database that is in the same process) depends on the time that passes and not on
 * the fixes: it is told apart.
 *
 * All get the same bodies with the same headers over as many kept connections, run with the same flags and the same
 * warming up, and answer the same JSON; the bare route parses the body, and neither reads the other headers nor sends
 * any but the body's type and length.
 */
import { parseArgs } from 'node:util';
import { Fleet, pound, type SeededTrip } from './program/fleet.ts';
import { ServerProcess } from './program/server-process.ts';
import type { ServerKind } from './program/server.ts';
import { quantile } from './program/start.ts';

const { values } = parseArgs({
  options: {
    trips: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    requests: { type: 'string', default: '20000' },
    warm: { type: 'string', default: '150000' },
    profile: { type: 'string' },
  },
});
const given = [values.trips, values.rounds, values.requests, values.warm].map(Number);
const [trips, rounds, requests, warm] = given as [number, number, number, number];

const kinds: readonly ServerKind[] = ['bare', 'nest', 'curbline'];
const servers = new Map<ServerKind, ServerProcess>();
for (const kind of kinds) {
  servers.set(kind, await ServerProcess.start(kind));
}
const curbline = servers.get('curbline')!;
const fleet = new Fleet(await curbline.ask<SeededTrip[]>({ ask: 'seed', trips }));
await curbline.ask({ ask: 'setOff' });

let restingUsASecond = 0;
for (const [batch, count] of [
  [1, requests],
  [20, Math.ceil(requests / 10)],
] as const) {
  const rates = new Map<ServerKind, number[]>(kinds.map((kind) => [kind, []]));
  const whole: number[] = [];
  // The first round warms all of them up, with as many requests: the compiler is at work for over 100,000 of ours
  // and for a few thousand of the bare route, and a server that runs for days is warm.
  for (let round = 0; round <= rounds; round += 1) {
    if (round === 1 && batch === 1) restingUsASecond = await curbline.restingUsASecond();
    for (const kind of kinds) {
      const server = servers.get(kind)!;
      const sent = round === 0 && batch === 1 ? Math.max(warm, trips + count) : count;
      const profiled = values.profile !== undefined && round === 1 && batch === 1 && kind === 'curbline';
      if (profiled) await server.ask({ ask: 'profile' });
      let fixes = 0;
      const { cpuUs, seconds } = await server.costOf(async () => {
        const pounded = await pound(server.port, fleet, { requests: sent, batch });
        ({ fixes } = pounded);
        if (pounded.accepted < 0.9 * fixes)
          throw new Error(`too many refused: ${JSON.stringify(pounded.refused)}`);
      });
      if (profiled) await server.ask({ ask: 'profile', to: values.profile });
      const restingUs = kind === 'curbline' ? seconds * restingUsASecond : 0;
      if (round > 0) rates.get(kind)!.push(fixes / ((cpuUs - restingUs) / 1e6));
      if (round > 0 && kind === 'curbline') whole.push(fixes / (cpuUs / 1e6));
    }
  }
  const rate = (kind: ServerKind): number => quantile(rates.get(kind)!, 0.5);
  console.log(`${batch} a request, ${trips} trips, median of ${rounds} rounds of ${count} requests:`);
  for (const kind of kinds) {
    const share = (rate(kind) / rate('bare')).toFixed(2);
    console.log(
      `  ${kind.padEnd(9)} ${Math.round(rate(kind)).toLocaleString('en').padStart(9)} fixes a CPU-second  ${share}`,
    );
  }
  const all = quantile(whole, 0.5);
  console.log(
    `  with what it uses at rest (${(restingUsASecond / 1e4).toFixed(1)} % of a core): ` +
      `${Math.round(all).toLocaleString('en')} fixes a CPU-second  ${(all / rate('bare')).toFixed(2)}`,
  );
}
await Promise.all([...servers.values()].map((server) => server.stop()));
