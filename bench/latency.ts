/**
 * How long from a phone's fix to the boards? The whole program in one process, over real HTTP and real sockets:
 * from the moment a phone sends the fix that makes an arrival (or an approach) to the card's event on each board,
 * while other phones go on sending.
 *
 *   npm run bench -- latency                                   500 fixes a second, 200 boards, embedded database
 *   npm run bench -- latency --fixes 0 --boards 1 --trips 60
 *
 * The server has a process of its own; phones and boards share this one, and its own delays are in the figures.
 * CURBLINE_TEST_DATABASE=postgres and CURBLINE_TEST_POSTGRES_URL make it run on a Postgres.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { io } from 'socket.io-client';
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot, EnrolCodeView } from '@curbline/contracts/http';
import type { Demo } from '../dist/src/demo/seed-demo.js';
import { CookieJar, Phone, ShopSystem } from '@curbline/simulation';
import { Fleet, type SeededTrip } from './program/fleet.ts';
import { ServerProcess } from './program/server-process.ts';
import { fixesOfDrive, quantile } from './program/start.ts';
import { SteadyLoad } from './program/steady-load.ts';

const { values } = parseArgs({
  options: {
    trips: { type: 'string', default: '40' },
    fixes: { type: 'string', default: '500' },
    boards: { type: 'string', default: '200' },
  },
});
const [trips, fixesASecond, boards] = [values.trips, values.fixes, values.boards].map(Number) as [
  number,
  number,
  number,
];
/** Phones under way, each sending every ten seconds. */
const UNDER_WAY = Math.max(1, fixesASecond * 10);
const SESSION_REMEMBERED_MS = 2_100;

const server = await ServerProcess.start('curbline');
const url = `http://127.0.0.1:${server.port}`;
const { demo, storeId } = await server.ask<{ demo: Demo; storeId: string }>({ ask: 'demo' });
const fleet = new Fleet(await server.ask<SeededTrip[]>({ ask: 'seed', trips: UNDER_WAY }));
await server.ask({ ask: 'setOff' });

/** One screen on the wall, as often as there are boards. */
async function openBoards(heard: (event: StoreEvent) => void): Promise<() => void> {
  const jar = new CookieJar(url);
  await jar.send('POST', '/v1/sign-in', demo.credentials.admin);
  const path = `/v1/stores/${storeId}`;
  const { code } = await jar.send<EnrolCodeView>('POST', `${path}/devices/codes`, { kind: 'wall' });
  await jar.send('POST', '/v1/devices/enrol', { code, name: 'Bench' });
  const { position } = await jar.send<BoardSnapshot>('GET', `${path}/board`);
  const sockets = Array.from({ length: boards }, (_, i) =>
    io(`${url}/board`, {
      auth: { protocol: 2, storeId, position },
      extraHeaders: { cookie: jar.header(), 'x-forwarded-for': `10.0.0.${i % 10}` },
      transports: ['websocket'],
      forceNew: true,
    }),
  );
  for (const socket of sockets) socket.on('events', (events: StoreEvent[]) => events.forEach(heard));
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((live, refused) => {
          socket.once('live', () => live());
          socket.once('connect_error', refused);
          socket.once('disconnect', (reason) =>
            refused(new Error(`the server hung up on a board: ${reason}`)),
          );
        }),
    ),
  );
  return () => sockets.forEach((socket) => socket.disconnect());
}

/** When each trip's fixes were sent, Unix ms, oldest first: the next is often sent before a board has heard. */
const [sentAt, latencies] = [new Map<string, number[]>(), [] as number[]];
const unixMs = (): number => performance.timeOrigin + performance.now();
const closeBoards = await openBoards(({ type, tripId, occurredAt, payload }) => {
  const decidedAt = type === 'trip_arrived' ? payload.card?.arrival?.decidedAt : occurredAt;
  if (decidedAt === undefined || (type !== 'trip_arrived' && type !== 'trip_approaching')) return;
  // Server and phones share this machine's clock: the fix that made it is the last sent before the decision.
  const at = sentAt.get(tripId ?? '')?.findLast((sent) => sent <= Date.parse(decidedAt) + 1);
  if (at !== undefined) latencies.push(unixMs() - at);
});
const load = fixesASecond > 0 ? await SteadyLoad.begin(server.port, fleet, fixesASecond) : undefined;
const shop = new ShopSystem(url, demo.credentials.apiKey);
let arrivals = 0;
const { cpuUs } = await server.costOf(async () => {
  for (let trip = 0; trip < trips; trip += 1) {
    const customer = { firstName: 'Bench', language: 'en' as const };
    const { order, customerLink } = await shop.place({ storeId, customer, state: 'ready' });
    const phone = new Phone(url);
    await phone.open(customerLink);
    await phone.start(true);
    // As on the road: what was looked up of the session as it set off is no longer remembered.
    await sleep(SESSION_REMEMBERED_MS);
    const sent: number[] = [];
    sentAt.set(order.tripId, sent);
    for (const fix of fixesOfDrive(trip + 1, 700)) {
      sent.push(unixMs());
      await phone.report([fix], Date.now());
    }
    arrivals += (await phone.view()).trip.state === 'arrived' ? 1 : 0;
    await shop.cancel(order.id);
  }
});
const rate = load ? load.end() : 0;
const ms = (share: number): string => `${quantile(latencies, share).toFixed(1)} ms`;
console.log(
  `${arrivals} of ${trips} trips arrived before ${boards} boards, ${rate.toFixed(0)} other fixes a second ` +
    `(${load?.late ?? 0} late), ${(cpuUs / 1e6).toFixed(1)} s of the server's CPU`,
);
console.log(
  `from fix to board, ${latencies.length} times: p50 ${ms(0.5)}, p90 ${ms(0.9)}, p99 ${ms(0.99)}, worst ${ms(1)}`,
);
closeBoards();
await server.stop();
