/** Authenticator apps and recovery codes; who lost them; and an installation that asks for a second factor. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  AccountNotice,
  AuditPage,
  BegunTotp,
  SecondFactorsView,
  ShownRecoveryCodes,
  SignInAnswer,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { SecondFactorResetService } from '../src/account/second-factor-reset.service.js';
import { Browser } from './browser.js';
import { Crew, PASSWORD } from './crew.js';
import { addPasskey, addTotp, anne, codeAt, enter, factor, isIn } from './managers-factors.js';
import { SoftPasskey } from './soft-passkey.js';
import { TestSetup } from './test-setup.js';

const MINUTES = 60_000;
const STEP = 30_000;

let setup: TestSetup;
let crew: Crew;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  setup.clock.advance(60 * MINUTES);
  crew = await Crew.of(setup);
});

describe('an authenticator app', () => {
  it('is in force once a code of it was typed, and is asked for after the password', async () => {
    const { browser, login } = await anne(crew);
    const begun = (await browser.post<BegunTotp>('/v1/me/totp')).body;
    expect(begun.uri).toContain(`secret=${begun.secret}`);
    expect((await browser.post<Problem>('/v1/me/totp/confirm', { code: '000000' })).body.code).toBe(
      'wrong-factor',
    );
    expect((await enter(new Browser(setup), login)).body.stage).toBe('complete');
    const { secret, codes } = await addTotp(browser, setup);
    expect(codes).toHaveLength(10);
    expect(await isIn(browser)).toBe(true);

    const next = new Browser(setup);
    const first = await enter(next, login);
    expect(first.body).toEqual({ stage: 'second-factor', methods: ['totp', 'recovery-code'], session: null });
    // The password alone opens nothing: neither reading, nor changing, nor setting another factor up.
    for (const path of ['/v1/me', '/v1/me/second-factors', `/v1/stores/${crew.storeId}/staff`])
      expect([401, 403]).toContain((await next.get(path)).status);
    expect([401, 403]).toContain((await next.post('/v1/me/totp')).status);
    expect([401, 403]).toContain((await next.post('/v1/me/passkeys/options')).status);
    const before = next.cookies.get('curbline-manager');
    setup.clock.advance(STEP);
    const code = codeAt(secret, setup.clock.now());
    const second = await factor(next, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect([second.status, second.body.stage]).toEqual([200, 'complete']);
    expect(second.body.session?.name).toBe('Anne');
    // A session of its own: what opened less is worth nothing more.
    expect(next.cookies.get('curbline-manager')).not.toBe(before);
    const old = new Browser(setup);
    old.cookies.set('curbline-manager', before!);
    expect((await old.get('/v1/sign-in')).status).toBe(401);
  });

  it('takes each code once, one step early or late, and not two', async () => {
    const { browser, login } = await anne(crew);
    const { secret } = await addTotp(browser, setup);
    const used = codeAt(secret, setup.clock.now());
    const tries = async (code: string) => {
      const next = new Browser(setup);
      await enter(next, login);
      return (await factor(next, { code })).status;
    };
    // The code of the setting up was used by it.
    expect(await tries(used)).toBe(401);
    setup.clock.advance(2 * STEP);
    const now = setup.clock.now();
    expect(await tries(codeAt(secret, now - 2 * STEP))).toBe(401);
    expect(await tries(codeAt(secret, now + 2 * STEP))).toBe(401);
    expect(await tries(codeAt(secret, now - STEP))).toBe(200);
    expect(await tries(codeAt(secret, now - STEP))).toBe(401);
    expect(await tries(codeAt(secret, now + STEP))).toBe(200);
    // An earlier one is no longer good after a later one.
    expect(await tries(codeAt(secret, now))).toBe(401);
  });

  it('lets one in when two send the same code at once', async () => {
    const { browser, login } = await anne(crew);
    const { secret } = await addTotp(browser, setup);
    setup.clock.advance(STEP);
    const code = codeAt(secret, setup.clock.now());
    const doors = [new Browser(setup), new Browser(setup)];
    for (const door of doors) await enter(door, login);
    const answers = await Promise.all(doors.map((door) => factor(door, { code })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  it('cannot be guessed: forty tries at once get five looks', async () => {
    const { browser, login } = await anne(crew);
    const { secret } = await addTotp(browser, setup);
    setup.clock.advance(STEP);
    const doors = Array.from({ length: 4 }, () => new Browser(setup));
    for (const door of doors) await enter(door, login);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => factor(doors[i % 4]!, { code: String(100_000 + i) })),
    );
    expect(answers.filter(({ body }) => body.code === 'wrong-factor').length).toBeLessThanOrEqual(5);
    const right = await factor(doors[0]!, { code: codeAt(secret, setup.clock.now()) });
    expect(right.body.code).toBe('too-many-requests');
    // Whoever is in stays in.
    expect(await isIn(browser)).toBe(true);
  });

  it('keeps its secret sealed: not in the table, nor in the kept answers', async () => {
    const { browser, id } = await anne(crew);
    const { secret } = await addTotp(browser, setup);
    const rows = await setup.dataSource.query<unknown[]>('SELECT * FROM totp WHERE staff_id = $1', [id]);
    const answers = await setup.dataSource.query<unknown[]>(
      "SELECT encode(answer::bytea, 'escape') AS answer FROM idempotency_key WHERE scope = $1",
      [`staff:${id}`],
    );
    expect(JSON.stringify([rows, answers])).not.toContain(secret);
    expect(rows).toHaveLength(1);
  });
});

describe('recovery codes', () => {
  it('work once each, are told, and are replaced as a whole', async () => {
    const { browser, login } = await anne(crew);
    const { codes } = await addTotp(browser, setup);
    const tries = async (recoveryCode: string) => {
      const next = new Browser(setup);
      await enter(next, login);
      return { next, status: (await factor(next, { recoveryCode })).status };
    };
    const { next, status } = await tries(codes[0]!.toLowerCase());
    expect(status).toBe(200);
    const told = (await next.get<AccountNotice[]>('/v1/me/notices')).body;
    expect(told.map(({ kind }) => kind)).toContain('recovery-code-used');
    expect((await tries(codes[0]!)).status).toBe(401);
    const view = async () => (await next.get<SecondFactorsView>('/v1/me/second-factors')).body;
    expect((await view()).recoveryCodesLeft).toBe(9);
    const fresh = (await next.post<ShownRecoveryCodes>('/v1/me/recovery-codes')).body.recoveryCodes!;
    expect((await tries(codes[1]!)).status).toBe(401);
    expect((await tries(fresh[1]!)).status).toBe(200);
    expect(await tries(codes[2]!.replace(/.$/, '')).then((r) => r.status)).toBe(400);
    const { entries } = (await next.get<AuditPage>(`/v1/stores/${crew.storeId}/audit`)).body;
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['recovery_codes_made', 'app_added']),
    );
    for (const secret of [...codes, ...fresh]) expect(JSON.stringify(entries)).not.toContain(secret);
  });
});

describe('whoever lost them', () => {
  it('gets them taken away by an admin, not by a manager, and is told', async () => {
    const { browser, login, id } = await anne(crew);
    await addTotp(browser, setup);
    const path = `/v1/stores/${crew.storeId}/staff/${id}/second-factors/reset`;
    expect((await (await crew.manager()).post(path)).status).toBe(403);
    const admin = await anne(crew, 'admin');
    const elsewhere = await setup.store();
    const wrong = `/v1/stores/${elsewhere}/staff/${id}/second-factors/reset`;
    expect((await admin.browser.post(wrong)).status).toBe(404);
    setup.clock.advance(10 * MINUTES);
    expect((await admin.browser.post<Problem>(path)).body.code).toBe('reauthentication-needed');
    await admin.browser.post('/v1/me/reauthenticate', { password: PASSWORD });
    expect((await admin.browser.post(path)).status).toBe(200);
    expect(await isIn(browser)).toBe(false);
    const back = new Browser(setup);
    expect((await enter(back, login)).body.stage).toBe('complete');
    const [told] = (await back.get<AccountNotice[]>('/v1/me/notices')).body;
    expect(told).toMatchObject({ kind: 'second-factor-reset', byYourself: false });
  });

  it('and is the last admin, is let in again by whoever holds the server', async () => {
    const { browser, login } = await anne(crew, 'admin');
    await addTotp(browser, setup);
    const secondFactors = setup.app.get(SecondFactorResetService, { strict: false });
    await setup.dataSource.transaction((manager) =>
      secondFactors.resetByLogin(manager, login, setup.clock.now()),
    );
    expect((await enter(new Browser(setup), login)).body.stage).toBe('complete');
  });
});

describe('an installation that asks for a second factor', () => {
  let strict: TestSetup;
  beforeAll(async () => {
    strict = await TestSetup.open({ requireMfa: 'managers' });
  }, 120_000);
  afterAll(() => strict.close());

  it('leads whoever has none to set one up, and opens nothing before', async () => {
    strict.clock.advance(setup.clock.now() - strict.clock.now());
    const { browser } = await anne(await Crew.of(strict));
    expect((await browser.get<SignInAnswer>('/v1/sign-in')).body.stage).toBe('set-up');
    for (const path of ['/v1/me', '/v1/me/sessions', '/v1/me/notices'])
      expect((await browser.get(path)).status).toBe(401);
    expect(
      (await browser.post('/v1/me/password', { current: PASSWORD, password: 'x'.repeat(20) })).status,
    ).toBe(401);
    expect((await browser.get<SecondFactorsView>('/v1/me/second-factors')).body.required).toBe(true);
    const passkey = new SoftPasskey();
    const { body } = await addPasskey(browser, passkey);
    expect((await browser.get<SignInAnswer>('/v1/sign-in')).body.stage).toBe('complete');
    expect((await browser.get('/v1/me')).status).toBe(200);
    const last = await browser.post<Problem>(`/v1/me/passkeys/${body.passkey.id}/remove`);
    expect([last.status, last.body.code]).toEqual([409, 'not-possible-now']);
    const totp = (await browser.post<BegunTotp>('/v1/me/totp')).body;
    const code = codeAt(totp.secret, strict.clock.now());
    expect((await browser.post('/v1/me/totp/confirm', { code })).status).toBe(200);
    expect((await browser.post(`/v1/me/passkeys/${body.passkey.id}/remove`)).status).toBe(204);
    expect((await browser.post('/v1/me/totp/remove')).status).toBe(409);
  });
});
