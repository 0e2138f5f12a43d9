/**
 * How long from a phone's fix to the board? The whole program in one process, over real HTTP and a real socket:
 * from the moment the phone sends the fix that makes an arrival (or an approach) to the card's event on the board.
 *
 *   npm run bench:latency              on the embedded database
 *   npm run bench:latency -- --trips 200
 *
 * CURBLINE_TEST_DATABASE=postgres and CURBLINE_TEST_POSTGRES_URL make it run on a Postgres.
 */
import { parseArgs } from 'node:util';
import { io } from 'socket.io-client';
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot, EnrolCodeView } from '@curbline/contracts/http';
import { CookieJar } from '../dist/src/simulate/cookie-jar.js';
import { Phone } from '../dist/src/simulate/phone.js';
import { ShopSystem } from '../dist/src/simulate/shop-system.js';
import { fixesOfDrive, quantile, startProgram, type Started } from './program/start.ts';

const { values } = parseArgs({ options: { trips: { type: 'string', default: '60' } } });

async function openBoard(
  { url, demo, storeId }: Started,
  heard: (event: StoreEvent) => void,
): Promise<() => void> {
  const jar = new CookieJar(url);
  await jar.send('POST', '/v1/sign-in', demo.credentials.admin);
  const path = `/v1/stores/${storeId}`;
  const { code } = await jar.send<EnrolCodeView>('POST', `${path}/devices/codes`, { kind: 'wall' });
  await jar.send('POST', '/v1/devices/enrol', { code, name: 'Bench' });
  const { position } = await jar.send<BoardSnapshot>('GET', `${path}/board`);
  const socket = io(`${url}/board`, {
    auth: { protocol: 1, storeId, position },
    extraHeaders: { cookie: jar.header() },
    transports: ['websocket'],
  });
  socket.on('events', (events: StoreEvent[]) => events.forEach(heard));
  await new Promise((resolve) => socket.once('live', resolve));
  return () => socket.disconnect();
}

const program = await startProgram();
const [sentAt, latencies] = [new Map<string, number>(), [] as number[]];
const closeBoard = await openBoard(program, ({ type, tripId }) => {
  const at = sentAt.get(tripId ?? '');
  if (at !== undefined && (type === 'trip_arrived' || type === 'trip_approaching')) {
    latencies.push(performance.now() - at);
  }
});
const shop = new ShopSystem(program.url, program.demo.credentials.apiKey);
let arrivals = 0;
for (let trip = 0; trip < Number(values.trips); trip += 1) {
  const customer = { firstName: 'Bench', language: 'en' as const };
  const { order, customerLink } = await shop.place({ storeId: program.storeId, customer, state: 'ready' });
  const phone = new Phone(program.url);
  await phone.open(customerLink);
  await phone.start(true);
  for (const fix of fixesOfDrive(trip + 1, 700)) {
    sentAt.set(order.tripId, performance.now());
    await phone.report([fix], Date.now());
  }
  arrivals += (await phone.view()).trip.state === 'arrived' ? 1 : 0;
  await shop.cancel(order.id);
}
const ms = (share: number): string => `${quantile(latencies, share).toFixed(1)} ms`;
console.log(`${arrivals} of ${values.trips} trips arrived; ${latencies.length} facts from fix to board:`);
console.log(`p50 ${ms(0.5)}, p90 ${ms(0.9)}, p99 ${ms(0.99)}, worst ${ms(1)}`);
closeBoard();
await program.close();
