/**
 * Canaries: a whole pickup with names, numbers, codes, tokens and positions that occur nowhere else,
 * well-formed and as bad input, at the most talkative level. None may turn up in the log or the metrics.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardAnswer, PlacedOrder } from '@curbline/contracts/http';
import { newToken } from '@curbline/access';
import { CookieJar, Phone } from '@curbline/simulation';
import { Running, until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';

const FIRST_NAME = 'Wilhelmine';
const NOTE = 'sonnez deux fois chez Zwerg';
const MODEL = 'Quokkamobil';
const DEVICE = 'Kanarientablet';
const LOGIN = 'kanarienvogel';
const PASSWORD = 'kein richtiges passwort';
const PHONE_NUMBER = '+33 6 98 76 54 32';
const EMAIL = 'wilhelmine@kanarien.example.org';
const PIN = '604817';
const LATITUDE = 48.123457;
const LONGITUDE = 2.765433;

let running: Running;
const lines: string[] = [];
const secrets = new Set([
  FIRST_NAME,
  'Zwerg',
  MODEL,
  DEVICE,
  LOGIN,
  PASSWORD,
  '98 76 54',
  '698765432',
  EMAIL,
  PIN,
  '48.12345',
  '2.76543',
]);

beforeAll(async () => {
  running = await Running.start({
    log: { level: 'trace', destination: { write: (line: string) => void lines.push(line) } },
  });
}, 120_000);
afterAll(() => running.close(), 30_000);

const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function livePickup(): Promise<void> {
  const placed: PlacedOrder = await running.shop.place({
    storeId: running.store.id,
    customer: { firstName: FIRST_NAME, lastName: 'Zwerg', language: 'fr', phone: PHONE_NUMBER, email: EMAIL },
    state: 'ready',
    note: NOTE,
  });
  // The store in front of it is no secret, and stands in every log line of the store.
  secrets.add(placed.customerLink.slice(placed.customerLink.lastIndexOf('.') + 1));
  const phone = new Phone(running.url);
  await phone.open(placed.customerLink);
  const lea = await running.handheld(0);
  const board = await TestBoard.open(running.url, lea, running.store.id);
  await phone.start(true);
  await phone.report(running.drive(11), Date.now());
  const positions = running.drive(11).slice(-3);
  for (const { latitude, longitude } of positions) secrets.add(latitude.toFixed(5)).add(longitude.toFixed(5));
  await phone.report([running.fixAt(0, { latitude: LATITUDE, longitude: LONGITUDE })], Date.now());
  await phone.details({ bay: '4', vehicle: { colour: 'blue', model: MODEL } });
  await until('the arrival', () => board.cards.get(placed.order.id)?.trip.state === 'arrived');
  const code = (await phone.view()).orders[0]?.handOverCode ?? '';
  secrets.add(code);
  await running.act<CardAnswer>(lea, placed.order.id, 'claim');
  await expect(
    running.act(lea, placed.order.id, 'hand-over', { proof: 'code', code: 'ZZZZ' }),
  ).rejects.toMatchObject({ code: 'wrong-code' });
  await running.act<CardAnswer>(lea, placed.order.id, 'hand-over', { proof: 'code', code });
  for (const cookie of lea.header().split('; ')) secrets.add(cookie.slice(cookie.indexOf('.') + 1));
  board.close();
}

/** The app of a phone, with its token in each address and positions in some. */
async function phoneApp(): Promise<void> {
  const { order, customerLink } = await running.order();
  const jar = new CookieJar(running.url);
  await jar.send('POST', '/v1/link', { token: customerLink.slice(customerLink.indexOf('#') + 1) });
  const tokens = [newToken(), newToken()];
  for (const token of tokens) secrets.add(token);
  await jar.send('PUT', `/v1/trips/${order.tripId}/phone`, { token: tokens[0] });
  await jar.send('POST', `/v1/trips/${order.tripId}/start`, { sharing: true });
  for (const token of tokens) {
    await fetch(`${running.url}/c/${token}?lat=${LATITUDE}&lon=${LONGITUDE}`);
    await send('POST', `/c/${token}/owntracks`, { _type: 'location', lat: LATITUDE, lon: LONGITUDE, tst: 1 });
    await send('POST', `/c/${token}/event`, { event: LOGIN });
    await send('POST', `/c/${token}/event`, { event: 'here', bay: FIRST_NAME.slice(0, 12) });
    await send('POST', `/api/v1/overland/batches?api_key=${token}`, { locations: [] });
    for (const wrong of [`/c/${token}/nothing`, `/c/${token}/event`]) await fetch(`${running.url}${wrong}`);
  }
}

/** What goes wrong tells most: bad requests with the same canaries in every place. */
async function badInput(): Promise<void> {
  const customer = {
    firstName: FIRST_NAME,
    phone: PHONE_NUMBER,
    email: `${EMAIL}\nBcc: x`,
    telephone: PHONE_NUMBER,
  };
  const key = { authorization: `Bearer ${running.demo.credentials.apiKey}`, 'idempotency-key': 'canary-1' };
  await send('POST', '/v1/orders', { storeId: running.store.id, customer }, key);
  await send('POST', '/v1/orders', `{"firstName": "${FIRST_NAME}", ${PHONE_NUMBER}`, key);
  await send('POST', `/v1/link?token=${FIRST_NAME}${PIN}`, { token: `${LOGIN}${PIN}aaaaaaaaaa` });
  await send('POST', '/v1/sign-in', { login: LOGIN, password: PASSWORD });
  await send('POST', '/v1/devices/enrol', { code: 'ABCDEFGH', name: DEVICE });
  await send(
    'POST',
    '/v1/staff/sign-in',
    { staffId: PIN, pin: PIN },
    { cookie: `curbline-device=x.${FIRST_NAME}` },
  );
  await send('POST', `/v1/trips/${FIRST_NAME}/fixes`, {
    fixes: [{ latitude: `${LATITUDE}`, longitude: LONGITUDE }],
  });
  for (const path of [`/v1/stores/${FIRST_NAME}/board?at=${LATITUDE}`, `/p/${FIRST_NAME}`, `/${LOGIN}`]) {
    await fetch(`${running.url}${path}`);
  }
  await fetch(`${running.url}/v1/trips?lat=${LATITUDE}&lon=${LONGITUDE}`, {
    headers: { 'x-request-id': `${FIRST_NAME} ${PIN}` },
  });
}

/** A PIN is six digits, which a byte count or a fraction of a second may hold by chance: it counts as a whole alone. */
function tells(text: string, secret: string): boolean {
  return /^\d+$/.test(secret)
    ? new RegExp(String.raw`(?<!\d|\d\.)${secret}(?!\d)`).test(text)
    : text.includes(secret);
}

describe('the log and the metrics', () => {
  it('would tell a PIN apart from the digits of a number', () => {
    expect(
      ['"pin":"629480"', 'PIN 629480.', 'sum{pin="629480"} 1', 'lea.629480'].map((text) =>
        tells(text, '629480'),
      ),
    ).toEqual([true, true, true, true]);
    expect(
      ['seconds 0.001629480', 'bytes 16294803', 'at 0.629480'].map((text) => tells(text, '629480')),
    ).toEqual([false, false, false]);
  });

  it('tell the whole story and nobody’s anything', async () => {
    await livePickup();
    await badInput();
    await phoneApp();
    const { apiKey, admin, stores } = running.demo.credentials;
    secrets.add(apiKey).add(admin.password);
    for (const { people } of stores) for (const { pin } of people) secrets.add(pin);
    const readMetrics = async () => (await fetch(`${running.url}/metrics`)).text();
    // The lag is of the follower's last look: with nothing more to come it is nothing at the next.
    await until('the log to be handed on', async () =>
      /^curbline_log_lag_events 0$/m.test(await readMetrics()),
    );
    const metrics = await readMetrics();
    const log = lines.join('');

    // It does tell: each command is there with the id of its request.
    expect(log).toContain('/hand-over 200');
    expect(lines.filter((line) => line.includes('"requestId"')).length).toBeGreaterThan(10);
    expect(metrics).toContain('curbline_http_request_duration_seconds_count');
    expect(metrics).toMatch(/^curbline_boards_connected \d+$/m);

    const found = [...secrets].filter(
      (secret) => secret !== '' && (tells(log, secret) || tells(metrics, secret)),
    );
    expect(
      found.map((secret) => `${secret}: ${lines.find((line) => tells(line, secret)) ?? 'in the metrics'}`),
    ).toEqual([]);
  });
});
