/**
 * What does an import of 10,000 stores cost?
 *
 *   npm run bench -- import                       on the embedded database
 *   npm run bench -- import --url postgres://…    on a PostGIS of yours, in a database made for it
 *   … --stores 10000
 *
 * One CSV over HTTP to the whole program in this process: looked at, imported, sent again, a tenth of it with
 * another phone number; then one of 200,000 rows, which is refused. Printed for each: the time, the memory that was resident
 * before and at most, and how long the event loop was held up at worst, which is how long a board waited.
 */
import 'reflect-metadata';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { CookieJar } from '@curbline/simulation';
import { startProgram } from './program/start.js';

const { values } = parseArgs({
  options: { url: { type: 'string' }, stores: { type: 'string', default: '10000' } },
});
if (values.url) {
  process.env['CURBLINE_TEST_DATABASE'] = 'postgres';
  process.env['CURBLINE_TEST_POSTGRES_URL'] = values.url;
} else process.env['CURBLINE_TEST_DATABASE'] = 'embedded';
const stores = Number(values.stores);

const DAYS = 'monday;tuesday;wednesday;thursday;friday;saturday;sunday';
const HEAD = `id;name;address;phone;time_zone;latitude;longitude;radius_m;${DAYS};instructions_fr`;

/** Stores in a grid over France. */
function csv(count: number, phone: string): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const [latitude, longitude] = [44 + (i % 100) * 0.05, -1 + Math.floor(i / 100) * 0.05];
    const days = Array.from({ length: 6 }, () => '09:00-12:30 14:00-19:00').join(';');
    const place = `${latitude.toFixed(6)};${longitude.toFixed(6)};60`;
    return `shop-${i};Magasin ${i};${i} rue de la Halle;${phone};Europe/Paris;${place};${days};closed;Suivez les panneaux.`;
  });
  return [HEAD, ...rows].join('\r\n');
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** @returns what the answer's last line says, or its problem. */
async function send(cookie: string, file: string, dryRun: boolean): Promise<string> {
  const response = await fetch(`${program.url}/v1/imports?dryRun=${dryRun}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'text/csv' },
    body: file,
  });
  const lines = (await response.text()).trim().split('\n');
  return lines.at(-1) ?? '';
}

async function measure(name: string, work: () => Promise<string>): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const start = performance.now();
  const end = await work();
  const seconds = (performance.now() - start) / 1000;
  loop.disable();
  clearInterval(watch);
  const memory = `${megabytes(before)} before, ${megabytes(most)} at most`;
  console.log(
    `${name}: ${seconds.toFixed(1)} s; ${memory}; held up ${Math.round(loop.max / 1e6)} ms at worst`,
  );
  console.log(`  ${end.slice(0, 160)}`);
}

const program = await startProgram();
try {
  const admin = new CookieJar(program.url);
  await admin.send('POST', '/v1/sign-in', program.demo.credentials.admin);
  const cookie = admin.header();
  const file = csv(stores, '04 00 00 00 00');
  console.log(`${stores} stores in ${megabytes(file.length)} of CSV`);
  await measure('looked at', () => send(cookie, file, true));
  await measure('imported', () => send(cookie, file, false));
  await measure('sent again', () => send(cookie, file, false));
  await measure('a tenth changed', () => send(cookie, csv(stores / 10, '04 11 11 11 11'), false));
  const tooMany = `store;bay;latitude;longitude\n${'shop-1;1;44;-1\n'.repeat(200_000)}`;
  await measure('200,000 rows', () => send(cookie, tooMany, true));
} finally {
  await program.close();
}
