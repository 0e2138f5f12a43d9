/**
 * What one position costs on the wire: the request with the headers that Chrome on Android sends from the customer's
 * page, and the real route's answer, one fix a request, both counted on a bare socket.
 *
 * - `direct`: HTTP/1.1, nothing compressed, as the program itself speaks it;
 * - `proxied`: HTTP/2, as a phone gets it. Browsers give positions to pages over TLS alone, so in production a
 *   proxy stands in front, and all of them speak HTTP/2: a header that was sent before costs a byte or two. Counted
 *   without TLS, to which `TLS_BYTES` an exchange are added: four records, each with 22 bytes of its own.
 */
import { request as httpRequest } from 'node:http';
import { connect as connectHttp2, createServer, type ClientHttp2Session } from 'node:http2';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FixInput } from '@curbline/contracts/http';
import { CookieJar, ShopSystem } from '@curbline/simulation';
import { fixesOfDrive, startProgram } from './start.ts';

/** As captured from Chromium in the shape of a Pixel 7, on the page's own call; the session's cookie comes to it. */
const PAGE_HEADERS = {
  pragma: 'no-cache',
  'cache-control': 'no-cache',
  'sec-ch-ua-platform': '"Android"',
  'accept-language': 'fr',
  accept: 'application/json',
  'sec-ch-ua': '"Not:A-Brand";v="8", "Chromium";v="156"',
  'content-type': 'application/json',
  'sec-ch-ua-mobile': '?1',
  'user-agent':
    'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/159.0.8154.6 Mobile Safari/537.36',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  'accept-encoding': 'gzip, deflate, br, zstd',
};
const TLS_BYTES = 4 * 22;

/** Bytes of an exchange, request and answer together. */
export interface WireBytes {
  readonly direct: number;
  readonly proxied: { readonly first: number; readonly further: number };
}

/** Means over a drive to the store; figures with all their digits, as phones give them. */
export async function measureWireBytes(): Promise<WireBytes> {
  const program = await startProgram();
  try {
    const shop = new ShopSystem(program.url, program.demo.credentials.apiKey);
    const customer = { firstName: 'Bench', language: 'fr' as const };
    const { order, customerLink } = await shop.place({ storeId: program.storeId, customer, state: 'ready' });
    const jar = new CookieJar(program.url);
    await jar.send('POST', '/v1/link', { token: customerLink.slice(customerLink.indexOf('#') + 1) });
    const trip = `/v1/trips/${order.tripId}`;
    await jar.send('POST', `${trip}/start`, { sharing: true });
    // In production the cookie's name has a prefix.
    const headers = { ...PAGE_HEADERS, origin: program.url, cookie: `__Host-x=y; ${jar.header()}` };
    const bodies = fixesOfDrive(1, 2_000)
      .filter((_, i) => i % 8 === 0)
      .map((fix) => JSON.stringify({ sentAt: Date.now(), fixes: [inAllDigits(fix)] }));
    const url = `${program.url}${trip}/fixes`;
    const half = bodies.length >> 1;
    const direct: number[] = [];
    for (const body of bodies.slice(0, half)) direct.push(await directly(url, headers, body));
    return { direct: mean(direct), proxied: await proxied(url, headers, bodies.slice(half)) };
  } finally {
    await program.close();
  }
}

const mean = (values: readonly number[]): number =>
  Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);

/** Phones give coordinates with seven decimals and the rest with as many as a number has. */
const inAllDigits = (fix: FixInput): FixInput => ({
  ...fix,
  latitude: Number(fix.latitude.toFixed(7)),
  longitude: Number(fix.longitude.toFixed(7)),
  accuracyM: 12.345000267028809,
  speedMps: 8.123456954956055,
  headingDeg: 123.45679473876953,
});

type Headers = Readonly<Record<string, string>>;

/** One exchange over HTTP/1.1 on a connection of its own. @returns bytes both ways */
function directly(url: string, headers: Headers, body: string): Promise<number> {
  const lines = Object.entries({ host: new URL(url).host, connection: 'keep-alive', ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const request = `POST ${new URL(url).pathname} HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
    let heard = '';
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within 10 s')));
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      const end = heard.indexOf('\r\n\r\n') + 4;
      const length = Number(/content-length: (\d+)/i.exec(heard.slice(0, end))?.[1] ?? Number.NaN);
      if (end < 4 || !(heard.length >= end + length)) return;
      socket.end();
      if (heard.startsWith('HTTP/1.1 200')) resolve(Buffer.byteLength(request) + heard.length);
      else reject(new Error(`refused: ${heard}`));
    });
  });
}

/** The same over one HTTP/2 connection through a proxy of a few lines. */
async function proxied(
  url: string,
  headers: Headers,
  bodies: readonly string[],
): Promise<WireBytes['proxied']> {
  const proxy = createServer((incoming, outgoing) => {
    const passed = Object.entries(incoming.headers).filter(([name]) => !name.startsWith(':'));
    const onward = httpRequest(url, { method: 'POST', headers: Object.fromEntries(passed) });
    onward.on('response', (answer) => {
      const { connection: _connection, 'keep-alive': _keepAlive, ...kept } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, kept);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const session = connectHttp2('http://pickup.example.com', { createConnection: () => socket });
  const counted: number[] = [];
  for (const body of bodies) {
    const before = socket.bytesRead + socket.bytesWritten;
    await post(session, new URL(url).pathname, headers, body);
    counted.push(socket.bytesRead + socket.bytesWritten - before + TLS_BYTES);
  }
  session.close();
  proxy.close();
  const [first = Number.NaN, ...further] = counted;
  return { first, further: mean(further) };
}

async function post(
  session: ClientHttp2Session,
  path: string,
  headers: Headers,
  body: string,
): Promise<void> {
  const length = String(Buffer.byteLength(body));
  const stream = session.request({ ...headers, ':method': 'POST', ':path': path, 'content-length': length });
  const status = new Promise((resolve) =>
    stream.on('response', (answer) => {
      resolve(answer[':status']);
    }),
  );
  stream.end(body);
  const said = await text(stream);
  if ((await status) !== 200) throw new Error(`refused: ${said}`);
}
