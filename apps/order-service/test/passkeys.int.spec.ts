/** Passkeys: signing in by them alone or after a password, and every way in which one is refused. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountNotice, PasskeyView, SecondFactorsView, SignInAnswer } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import { Crew, PASSWORD } from './crew.js';
import { addPasskey, addTotp, anne, enter, factor, isIn } from './managers-factors.js';
import { SoftPasskey } from './soft-passkey.js';
import { TestSetup } from './test-setup.js';

const MINUTES = 60_000;

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

describe('a passkey', () => {
  it('signs in without a password, and after one', async () => {
    const { browser, login } = await anne(crew);
    const passkey = new SoftPasskey();
    const added = await addPasskey(browser, passkey);
    expect(added.body).toMatchObject({ passkey: { name: 'Laptop', lastUsedAt: null } });
    expect(added.body.recoveryCodes).toHaveLength(10);

    const alone = new Browser(setup);
    const options = (await alone.post<{ challenge: string; rpId: string }>('/v1/sign-in/passkey/options'))
      .body;
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    const response = await alone.post<SignInAnswer>('/v1/sign-in/passkey', {
      passkey: passkey.assert(options),
    });
    expect([response.status, response.body.stage]).toEqual([200, 'complete']);
    expect(await isIn(alone)).toBe(true);

    const after = new Browser(setup);
    expect((await enter(after, login)).body.methods).toEqual(['passkey', 'recovery-code']);
    const asked = (await after.post<{ challenge: string }>('/v1/sign-in/second-factor/options')).body;
    expect((await factor(after, { passkey: passkey.assert(asked) })).body.stage).toBe('complete');
    const [seen] = (await after.get<SecondFactorsView>('/v1/me/second-factors')).body.passkeys;
    expect(seen?.lastUsedAt).toBe(setup.clock.iso());
  });

  it('is refused with a used, an old, another purpose’s or a made-up challenge', async () => {
    const { browser } = await anne(crew);
    const passkey = new SoftPasskey();
    await addPasskey(browser, passkey);
    const door = new Browser(setup);
    const ask = async () => (await door.post<{ challenge: string }>('/v1/sign-in/passkey/options')).body;
    const tries = async (assertion: object) =>
      (await door.post<Problem>('/v1/sign-in/passkey', { passkey: assertion })).body.code ?? 'in';
    const used = passkey.assert(await ask());
    expect([await tries(used), await tries(used)]).toEqual(['in', 'passkey-refused']);
    const old = await ask();
    setup.clock.advance(5 * MINUTES);
    expect(await tries(passkey.assert(old))).toBe('passkey-refused');
    const other = (await browser.post<{ challenge: string }>('/v1/me/reauthenticate/options')).body;
    expect(await tries(passkey.assert(other))).toBe('passkey-refused');
    expect(await tries(passkey.assert({ challenge: 'bWFkZSB1cA' }))).toBe('passkey-refused');
    expect(await tries({ ...passkey.assert(await ask()), id: '!' })).toBe('invalid-input');
  });

  it('is refused from another site, when it was copied, unverified or somebody else’s', async () => {
    const { browser } = await anne(crew);
    const passkey = new SoftPasskey();
    await addPasskey(browser, passkey);
    const door = new Browser(setup);
    const tries = async (change: (asked: { challenge: string }) => object) => {
      const asked = (await door.post<{ challenge: string }>('/v1/sign-in/passkey/options')).body;
      const { body } = await door.post<Problem>('/v1/sign-in/passkey', { passkey: change(asked) });
      return body.code ?? 'in';
    };
    passkey.origin = 'https://curb1ine.example';
    expect(await tries((asked) => passkey.assert(asked))).toBe('passkey-refused');
    passkey.origin = 'http://localhost';
    expect(await tries((asked) => passkey.assert(asked))).toBe('in');
    passkey.counter -= 1;
    expect(await tries((asked) => passkey.assert(asked))).toBe('passkey-refused');
    passkey.counter += 5;
    passkey.userVerified = false;
    expect(await tries((asked) => passkey.assert(asked))).toBe('passkey-refused');
    passkey.userVerified = true;
    const stranger = Object.assign(new SoftPasskey(), { id: passkey.id });
    expect(await tries((asked) => ({ ...stranger.assert(asked) }))).toBe('passkey-refused');
    expect(await tries((asked) => new SoftPasskey().assert(asked))).toBe('passkey-refused');

    // Paul's passkey is no second factor of Anne's.
    const paul = await anne(crew);
    const pauls = new SoftPasskey();
    await addPasskey(paul.browser, pauls);
    const other = await anne(crew);
    await addTotp(other.browser, setup);
    const pending = new Browser(setup);
    await enter(pending, other.login);
    const asked = (await pending.post<{ challenge: string }>('/v1/sign-in/second-factor/options')).body;
    expect((await factor(pending, { passkey: pauls.assert(asked) })).body.code).toBe('passkey-refused');
    expect((await pending.get('/v1/me')).status).toBe(401);
  });

  it('answers only the session that asked for it, and proves who is signed in', async () => {
    const { browser, id } = await anne(crew);
    const passkey = new SoftPasskey();
    await addPasskey(browser, passkey);
    const paul = await anne(crew);
    const asked = (await browser.post<{ challenge: string }>('/v1/me/reauthenticate/options')).body;
    const stolen = await paul.browser.post('/v1/me/reauthenticate', { passkey: passkey.assert(asked) });
    expect(stolen.status).toBe(401);
    setup.clock.advance(10 * MINUTES);
    expect((await browser.post('/v1/me/recovery-codes')).status).toBe(403);
    const again = (await browser.post<{ challenge: string }>('/v1/me/reauthenticate/options')).body;
    const given = await browser.post('/v1/me/reauthenticate', { passkey: passkey.assert(again) });
    expect(given.status).toBe(204);
    expect((await browser.post('/v1/me/recovery-codes')).status).toBe(201);
    expect(id).not.toBe(paul.id);
  });

  it('is renamed and removed by its owner alone, and the owner is told', async () => {
    const { browser, login } = await anne(crew);
    const { passkey } = (await addPasskey(browser, new SoftPasskey())).body;
    const paul = await anne(crew);
    const at = `/v1/me/passkeys/${passkey.id}`;
    expect((await paul.browser.put(at, { name: 'Mine now' })).status).toBe(404);
    expect((await paul.browser.post(`${at}/remove`)).status).toBe(404);
    expect((await browser.put<PasskeyView>(at, { name: 'Key ring' })).body.name).toBe('Key ring');
    expect((await browser.post(`${at}/remove`)).status).toBe(204);
    const told = (await browser.get<AccountNotice[]>('/v1/me/notices')).body;
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(['passkey-added', 'passkey-removed']);
    // Without any factor left the recovery codes are gone, too, and the password is enough.
    expect((await enter(new Browser(setup), login)).body.stage).toBe('complete');
  });

  it('is refused when its owner is disabled', async () => {
    const { browser, id } = await anne(crew);
    const passkey = new SoftPasskey();
    await addPasskey(browser, passkey);
    await (await crew.manager()).post(`/v1/stores/${crew.storeId}/staff/${id}/disable`);
    const door = new Browser(setup);
    const asked = (await door.post<{ challenge: string }>('/v1/sign-in/passkey/options')).body;
    expect((await door.post('/v1/sign-in/passkey', { passkey: passkey.assert(asked) })).status).toBe(401);
  });

  it('is set up after a proof alone, and other sessions then have to show it', async () => {
    const { browser, login } = await anne(crew);
    const other = new Browser(setup);
    await enter(other, login);
    setup.clock.advance(10 * MINUTES);
    expect((await browser.post<Problem>('/v1/me/passkeys/options')).body.code).toBe(
      'reauthentication-needed',
    );
    await browser.post('/v1/me/reauthenticate', { password: PASSWORD });
    expect((await addPasskey(browser, new SoftPasskey())).status).toBe(201);
    expect([await isIn(browser), await isIn(other)]).toEqual([true, false]);
    expect((await other.get<SignInAnswer>('/v1/sign-in')).body.stage).toBe('second-factor');
  });
});
