/** A person on a handheld changes their own PIN, and sees and ends their own sessions. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountNotice, AuditPage, StaffSession } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Crew, PIN, whoIsThere } from './crew.js';
import { TestSetup } from './test-setup.js';

const FRESH = '730264';
let setup: TestSetup;
let crew: Crew;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  setup.clock.advance(60 * 60_000);
  crew = await Crew.of(setup);
});

describe('one’s own PIN', () => {
  it('takes the current one, ends the other sessions, keeps this, and is told', async () => {
    const [here, there] = [await crew.signedIn(), await crew.signedIn()];
    const change = (current: string, pin: string) => here.post<Problem>('/v1/staff/me/pin', { current, pin });
    expect((await change('000001', FRESH)).body.code).toBe('wrong-credentials');
    expect((await change(PIN, '123456')).body.errors?.[0]).toMatchObject({ field: 'pin' });
    expect((await change(PIN, FRESH)).status).toBe(204);
    expect([await whoIsThere(here), await whoIsThere(there)]).toEqual(['Léa', undefined]);
    const tries = async (pin: string) =>
      (await there.post('/v1/staff/sign-in', { staffId: crew.lea, pin })).status;
    expect([await tries(PIN), await tries(FRESH)]).toEqual([401, 200]);
    const told = (await there.get<AccountNotice[]>('/v1/staff/me/notices')).body;
    expect(told).toMatchObject([{ kind: 'pin-changed', byYourself: true, seenAt: null }]);
    await there.post('/v1/staff/me/notices/seen', { ids: told.map(({ id }) => id) });
    const seen = (await there.get<AccountNotice[]>('/v1/staff/me/notices')).body;
    expect(seen[0]?.seenAt).toBe(setup.clock.iso());
    const boss = await crew.manager();
    const { entries } = (await boss.get<AuditPage>(`/v1/stores/${crew.storeId}/audit`)).body;
    const own = entries.filter(({ action }) => action === 'own_pin_changed');
    expect(own).toMatchObject([{ by: { staffId: crew.lea, name: 'Léa' }, subject: 'Léa', changes: [] }]);
    for (const secret of [PIN, FRESH]) expect(JSON.stringify(entries)).not.toContain(secret);
  });

  it('cannot be guessed from a handheld that lies about, by forty tries at once', async () => {
    const handheld = await crew.signedIn();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        handheld.post<Problem>('/v1/staff/me/pin', { current: String(200_000 + i), pin: FRESH }),
      ),
    );
    const looked = answers.filter(({ body }) => body.code === 'wrong-credentials');
    expect(looked.length).toBeLessThanOrEqual(5);
    expect(answers.every(({ status }) => status >= 400)).toBe(true);
  });

  it('sent again under its key is done once, and only the same session opens the answer', async () => {
    const handheld = await crew.signedIn();
    const again = () => handheld.post('/v1/staff/me/pin', { current: PIN, pin: FRESH }, 'one-key');
    expect((await again()).status).toBe(204);
    const repeated = await again();
    expect([repeated.status, repeated.headers['idempotent-replayed']]).toEqual([204, 'true']);
    const told = (await handheld.get<AccountNotice[]>('/v1/staff/me/notices')).body;
    expect(told).toHaveLength(1);
  });

  it('and sessions are of a person, not of a device or a manager’s page', async () => {
    const masked = await crew.enrolled();
    expect((await masked.post('/v1/staff/me/pin', { current: PIN, pin: FRESH })).status).toBe(401);
    expect((await masked.get('/v1/staff/me/sessions')).status).toBe(401);
    expect((await (await crew.manager()).get('/v1/staff/me/sessions')).status).toBe(401);
  });
});

describe('one’s own sessions on handhelds', () => {
  it('are listed by screen, and ended one by one; a colleague’s are out of reach', async () => {
    const [here, there] = [await crew.signedIn(), await crew.signedIn()];
    const list = async () => (await here.get<StaffSession[]>('/v1/staff/me/sessions')).body;
    const both = await list();
    expect(both.map(({ device }) => device)).toEqual(['Caisse 2', 'Caisse 2']);
    expect(both.filter(({ current }) => current)).toHaveLength(1);
    const tom = await crew.person({ name: 'Tom', role: 'staff', pin: FRESH });
    const toms = await crew.enrolled();
    await toms.post('/v1/staff/sign-in', { staffId: tom.id, pin: FRESH });
    const [foreign] = (await toms.get<StaffSession[]>('/v1/staff/me/sessions')).body;
    expect((await here.post(`/v1/staff/me/sessions/${foreign!.id}/end`)).status).toBe(204);
    expect(await whoIsThere(toms)).toBe('Tom');
    const other = both.find(({ current }) => !current)!;
    expect((await here.post(`/v1/staff/me/sessions/${other.id}/end`)).status).toBe(204);
    expect([await whoIsThere(here), await whoIsThere(there)]).toEqual(['Léa', undefined]);
    expect(await list()).toHaveLength(1);
  });
});
