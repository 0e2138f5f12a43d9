import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FixesAnswer } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { TripEventStream } from '@curbline/messaging';
import { DataSource } from 'typeorm';
import { CookieJar } from '@curbline/simulation';
import { describePhoneApps } from './phone-apps.js';
import { describeAutomations } from './phone-automations.js';
import { Running, until } from './running.js';

/** Positions that are wrong, late, doubled, hostile: refused with a reason, or taken without harm. */
describe('bad positions', () => {
  let running: Running;
  let jar: CookieJar;
  let trip: string;
  beforeAll(async () => {
    running = await Running.start({ limits: { fixesPerSession: 60 } });
  }, 60_000);
  afterAll(() => running.close(), 30_000);

  /** A customer on the way, sharing the position; the raw line, for bodies that no client of ours would send. */
  beforeEach(async () => {
    const { order, customerLink } = await running.order();
    trip = `/v1/trips/${order.tripId}`;
    jar = new CookieJar(running.url);
    await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
    await jar.send('POST', `${trip}/start`, { sharing: true });
  });

  const post = (body: unknown): Promise<Response> =>
    fetch(`${running.url}${trip}/fixes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: jar.header() },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const report = (fixes: unknown[], more: object = {}): Promise<Response> =>
    post({ sentAt: Date.now(), fixes, ...more });
  const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem;

  it.each([
    ['a latitude out of range', { latitude: 91 }, 'fixes[0].latitude'],
    ['a longitude out of range', { longitude: -181 }, 'fixes[0].longitude'],
    ['a latitude that is text', { latitude: '45.7' }, 'fixes[0].latitude'],
    ['a latitude that is not a number', { latitude: null }, 'fixes[0].latitude'],
    ['a negative accuracy', { accuracyM: -1 }, 'fixes[0].accuracyM'],
    ['an impossible speed', { speedMps: 900 }, 'fixes[0].speedMps'],
    ['a time that is no time', { recordedAt: 'today' }, 'fixes[0].recordedAt'],
    ['an unknown field', { altitude: 3 }, 'fixes[0].altitude'],
  ])('refuses %s and names the field', async (_what, change, field) => {
    const response = await report([{ ...running.fixAt(880), ...change }]);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const { code, errors } = await problemOf(response);
    expect(code).toBe('invalid-input');
    expect(errors?.map((error) => error.field)).toEqual([field]);
  });

  it('refuses the wrong ones of a batch one by one, and takes the others', async () => {
    const at = Date.now();
    const fix = (second: number, more: object = {}): object => ({
      ...running.fixAt(900 - 10 * second),
      recordedAt: at + 1_000 * second - 20_000,
      ...more,
    });
    const response = await report([
      fix(0, { latitude: 91 }),
      fix(1),
      null,
      fix(2),
      fix(2),
      fix(3, { altitude: 3 }),
      'here',
      fix(4, { recordedAt: -1, accuracyM: 'good' }),
      fix(5),
    ]);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      accepted: 3,
      refused: [
        { index: 0, reason: 'invalid', field: 'latitude' },
        { index: 2, reason: 'invalid' },
        { index: 4, reason: 'duplicate' },
        { index: 5, reason: 'invalid', field: 'altitude' },
        { index: 6, reason: 'invalid' },
        { index: 7, reason: 'invalid', field: 'accuracyM' },
      ],
    });
  });

  it('refuses a batch of which nothing can be read, and names the fields of each', async () => {
    const response = await report([
      { ...running.fixAt(900), latitude: 91 },
      null,
      { ...running.fixAt(880), speedMps: -1 },
    ]);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors?.map(({ field }) => field)).toEqual([
      'fixes[0].latitude',
      'fixes[1]',
      'fixes[2].speedMps',
    ]);
  });

  it.each([
    ['NaN, as no JSON is', '{"sentAt":1,"fixes":[{"latitude":NaN}]}', 400, 'malformed-body'],
    ['a body cut short', '{"sentAt":1,"fixes":[', 400, 'malformed-body'],
    ['no body', '', 400, 'malformed-body'],
    [
      'a body of 2 MB',
      JSON.stringify({ sentAt: 1, fixes: [], pad: 'x'.repeat(2_000_000) }),
      413,
      'too-large',
    ],
  ])('refuses %s', async (_what, body, status, code) => {
    const response = await post(body);
    expect([response.status, (await problemOf(response)).code]).toEqual([status, code]);
  });

  it('refuses 501 positions by the rule and 10,000 by their size', async () => {
    const batch = (n: number): unknown[] =>
      Array.from({ length: n }, (_, i) => running.fixAt(900, { recordedAt: i }));
    const some = await report(batch(501));
    expect([some.status, (await problemOf(some)).errors?.[0]?.field]).toEqual([400, 'fixes']);
    expect((await report(batch(10_000))).status).toBe(413);
  });

  it('hears a position of 50 km without believing it', async () => {
    const response = (await (await report([running.fixAt(0, { accuracyM: 50_000 })])).json()) as FixesAnswer;
    expect(response).toMatchObject({ accepted: 0, refused: [{ index: 0, reason: 'too_coarse' }] });
  });

  it('passes over yesterday, the future and the same again, and goes on', async () => {
    const now = Date.now();
    const fix = running.fixAt(900, { recordedAt: now - 1_000 });
    const response = (await (
      await report([
        running.fixAt(900, { recordedAt: now - 86_400_000 }),
        fix,
        fix,
        running.fixAt(900, { recordedAt: now + 3_600_000 }),
      ])
    ).json()) as FixesAnswer;
    expect(response.accepted).toBeGreaterThanOrEqual(1);
    expect(response.refused.map(({ index }) => index)).toContain(2);
    const later = (await (await report([running.fixAt(860)])).json()) as FixesAnswer;
    expect(later.accepted).toBe(1);
  });

  it('puts a batch in reverse order into order', async () => {
    const drive = running.drive(3, 700).reverse();
    const response = (await (await report(drive)).json()) as FixesAnswer;
    expect(response.accepted).toBeGreaterThan(drive.length * 0.8);
    const view = await jar.send<{ trip: { state: string } }>('GET', trip);
    expect(view.trip.state).toBe('arrived');
  });

  it('wants a session, and one that shares', async () => {
    const nobody = await fetch(`${running.url}${trip}/fixes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(nobody.status).toBe(401);
    await jar.send('POST', `${trip}/sharing`, { sharing: false });
    await until('refused', async () => (await report([running.fixAt(900)])).status === 409, 2_500);
  });

  it('refuses a flood with a word on when to come back', async () => {
    const answers = await Promise.all(Array.from({ length: 70 }, () => report([running.fixAt(900)])));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
  });

  it('keeps nothing when a fact cannot be handed on, and takes the same batch later', async () => {
    const stream = running.app.get(TripEventStream);
    const publish = stream.publish.bind(stream);
    stream.publish = () => Promise.reject(new Error('the stream is away'));
    const drive = running.drive(4, 700);
    expect((await report(drive)).status).toBe(503);
    stream.publish = publish;
    const response = await report(drive);
    expect([response.status, ((await response.json()) as FixesAnswer).accepted > 50]).toEqual([200, true]);
    const view = await jar.send<{ trip: { state: string } }>('GET', trip);
    expect(view.trip.state).toBe('arrived');
  });

  it('leaves no position in any table once the trip is over', async () => {
    const { placed, phone } = await running.customer();
    await phone.start(true);
    await phone.report(running.drive(5, 700), Date.now());
    await running.shop.cancel(placed.order.id);
    const database = running.app.get(DataSource);
    await until(
      'the track is gone',
      async () => {
        const rows: unknown[] = await database.query(
          `SELECT 1 FROM sealed_track WHERE trip_id = $1
           UNION ALL SELECT 1 FROM trip_receipt WHERE trip_id = $1 AND erased_at IS NULL`,
          [placed.order.tripId],
        );
        return rows.length === 0;
      },
      5_000,
    );
    const [receipt]: { fixes_received: number; erased_at: Date | null }[] = await database.query(
      'SELECT fixes_received, erased_at FROM trip_receipt WHERE trip_id = $1',
      [placed.order.tripId],
    );
    expect(receipt?.fixes_received).toBeGreaterThan(50);
    expect(receipt?.erased_at).not.toBeNull();
  });

  describePhoneApps(() => running);
  describeAutomations(() => running);
});
