/**
 * How many fixes does one CPU-second take in, through the real route, beside a bare Fastify route in the same run?
 *
 *   npm run bench:ingest
 *
 * Both are called without a network (`inject`), so the ratio holds what is ours: session, limits, validation,
 * decision, state, progress. CPU time of the whole process, the write-behind included.
 */
import fastify from 'fastify';
import type { FixInput } from '@curbline/contracts/http';
import { ShopSystem } from '../dist/src/simulate/shop-system.js';
import { CookieJar } from '../dist/src/simulate/cookie-jar.js';
import { fixesOfDrive, startProgram } from './program/start.ts';

const REQUESTS = 1_500;
const TRIPS = 20;

interface Request {
  readonly cookie: string;
  readonly body: { readonly sentAt: number; readonly fixes: readonly FixInput[] };
}
type Send = (request: Request) => Promise<{ statusCode: number }>;

const program = await startProgram();
const shop = new ShopSystem(program.url, program.demo.credentials.apiKey);
const customer = { firstName: 'Bench', language: 'en' as const };

async function openTrip(): Promise<string> {
  const { customerLink } = await shop.place({ storeId: program.storeId, customer, state: 'ready' });
  const jar = new CookieJar(program.url);
  await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
  await jar.send('POST', '/v1/trip/start', { sharing: true });
  return jar.header();
}

/** The trips side by side, each in its own order, as a store's customers send. */
function requestsOf(cookies: readonly string[], batch: number): Request[] {
  const drives = cookies.map((_, i) => fixesOfDrive(i + 1, 4_000));
  return Array.from({ length: REQUESTS }, (_, n) => {
    const [trip, at] = [n % TRIPS, Math.floor(n / TRIPS) * batch];
    const drive = drives[trip] ?? [];
    const fixes = Array.from({ length: batch }, (_, i) => drive[(at + i) % drive.length]!);
    return { cookie: cookies[trip] ?? '', body: { sentAt: Date.now(), fixes } };
  });
}

/** @returns fixes a CPU-second */
async function measure(requests: readonly Request[], send: Send): Promise<number> {
  const before = process.cpuUsage();
  for (const request of requests) {
    const { statusCode } = await send(request);
    if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
  }
  const { user, system } = process.cpuUsage(before);
  const fixes = requests.reduce((sum, { body }) => sum + body.fixes.length, 0);
  return fixes / ((user + system) / 1e6);
}

const bare = fastify();
bare.post('/fixes', (request) => ({ accepted: (request.body as { fixes: unknown[] }).fixes.length }));
const sendBare: Send = ({ cookie, body }) =>
  bare.inject({ method: 'POST', url: '/fixes', headers: { cookie }, payload: body });
const sendReal: Send = ({ cookie, body }) =>
  program.app.inject({ method: 'POST', url: '/v1/trip/fixes', headers: { cookie }, payload: body });

for (const batch of [1, 20]) {
  const cookies: string[] = [];
  for (let i = 0; i < TRIPS; i += 1) cookies.push(await openTrip());
  const requests = requestsOf(cookies, batch);
  await measure(requests.slice(0, 200), sendBare);
  const plain = await measure(requests, sendBare);
  await measure(requests.slice(0, 200), sendReal);
  const real = await measure(requests, sendReal);
  const share = ((100 * real) / plain).toFixed(0);
  console.log(
    `${batch} a request: ${Math.round(real)} fixes a CPU-second, ${Math.round(plain)} on a bare route: ${share} %`,
  );
}
await bare.close();
await program.close();
