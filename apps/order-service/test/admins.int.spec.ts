/** Admins of all stores: added, renamed, disabled, let in again and removed; one is always left. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, ManagerSession, StaffView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const PASSWORD = 'une phrase assez longue 7';

let setup: TestSetup;
let admin: Caller;
let adminId: string;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  await setup.dataSource.query('UPDATE staff SET disabled_at = now() WHERE store_id IS NULL');
  admin = await setup.manager(null);
  adminId = await idOf(admin);
});

const idOf = async (caller: Caller): Promise<string> =>
  (await caller.get<ManagerSession>('/v1/me')).body.staffId;
const codeOf = async (answer: Promise<{ status: number; body: unknown }>): Promise<[number, string]> => {
  const { status, body } = await answer;
  return [status, (body as Problem).code];
};
const add = async (login: string): Promise<StaffView> =>
  (await admin.post<StaffView>('/v1/admins', { name: 'Inès', login, password: PASSWORD })).body;
const active = async (caller = admin): Promise<string[]> =>
  (await caller.get<StaffView[]>('/v1/admins')).body
    .filter(({ disabledAt }) => disabledAt === null)
    .map(({ id }) => id);
const signsIn = async (login: string): Promise<number> =>
  (await new Browser(setup).post('/v1/sign-in', { login, password: PASSWORD })).status;

describe('an admin', () => {
  it('is added, disabled, let in again and removed by another, with an entry for each', async () => {
    const ines = await add('ines@example.org');
    expect(ines).toMatchObject({ name: 'Inès', role: 'admin', version: 1 });
    expect(await signsIn('ines@example.org')).toBe(200);
    expect((await admin.post(`/v1/admins/${ines.id}/disable`)).status).toBe(200);
    expect(await signsIn('ines@example.org')).toBe(401);
    expect((await admin.post(`/v1/admins/${ines.id}/enable`)).status).toBe(200);
    expect(await signsIn('ines@example.org')).toBe(200);
    expect((await admin.post(`/v1/admins/${ines.id}/remove`)).status).toBe(200);
    expect(await signsIn('ines@example.org')).toBe(401);
    expect((await admin.get<StaffView[]>('/v1/admins')).body.some(({ id }) => id === ines.id)).toBe(false);
    const { entries } = (await admin.get<AuditPage>('/v1/audit?limit=4')).body;
    expect(entries.map(({ action, subject, storeId }) => [action, subject, storeId])).toEqual([
      ['person_removed', 'Inès', null],
      ['person_enabled', 'Inès', null],
      ['person_disabled', 'Inès', null],
      ['person_added', 'Inès', null],
    ]);
    // The name is free again.
    expect((await add('ines@example.org')).id).not.toBe(ines.id);
  });

  it('is renamed from the version that was read, and from no other', async () => {
    const { id } = await add('rename@example.org');
    const from = (version: number) => setup.caller({ ...admin.headers, 'if-match': `"${version}"` });
    const renamed = await from(1).patch<StaffView>(`/v1/admins/${id}`, { name: 'Inès Caron' });
    expect(renamed.body).toMatchObject({ name: 'Inès Caron', version: 2 });
    expect(await codeOf(from(1).patch(`/v1/admins/${id}`, { name: 'Ana' }))).toEqual([
      412,
      'version-outdated',
    ]);
    expect(await codeOf(admin.patch(`/v1/admins/${id}`, { name: 'Ana' }))).toEqual([428, 'if-match-missing']);
  });

  it('gets a new password and loses second factors by another admin, never by themselves', async () => {
    const { id } = await add('forgot@example.org');
    const password = { password: 'encore une autre phrase 8' };
    expect((await admin.post(`/v1/admins/${id}/password`, password)).status).toBe(200);
    expect(await signsIn('forgot@example.org')).toBe(401);
    expect((await admin.post(`/v1/admins/${id}/second-factors/reset`)).status).toBe(200);
    for (const own of ['password', 'second-factors/reset'])
      expect(await codeOf(admin.post(`/v1/admins/${adminId}/${own}`, password))).toEqual([
        403,
        'not-allowed',
      ]);
  });

  it('is nobody of a store', async () => {
    const storeId = await setup.store();
    const { body: ana } = await admin.post<StaffView>(`/v1/stores/${storeId}/staff`, {
      name: 'Ana',
      role: 'manager',
      login: 'ana@example.org',
      password: PASSWORD,
    });
    for (const act of ['disable', 'enable', 'remove'])
      expect((await admin.post(`/v1/admins/${ana.id}/${act}`)).status).toBe(404);
  });
});

describe('the last admin', () => {
  it.each(['disable', 'remove'])('cannot %s themselves; with another one they can', async (act) => {
    expect(await codeOf(admin.post(`/v1/admins/${adminId}/${act}`))).toEqual([409, 'last-admin']);
    expect(await active()).toEqual([adminId]);
    const { id } = await add(`${act}@example.org`);
    expect((await admin.post(`/v1/admins/${adminId}/${act}`)).status).toBe(200);
    expect((await admin.get('/v1/me')).status).toBe(401);
    expect(
      (await setup.dataSource.query('SELECT disabled_at FROM staff WHERE id = $1', [id]))[0].disabled_at,
    ).toBeNull();
  });

  it.each([
    ['remove', 'remove'],
    ['disable', 'remove'],
    ['disable', 'disable'],
  ])('is left when two %s and %s each other in the same moment', async (one, two) => {
    for (let round = 0; round < 5; round += 1) {
      await setup.dataSource.query('UPDATE staff SET disabled_at = now() WHERE store_id IS NULL');
      const [first, second] = [await setup.manager(null), await setup.manager(null)];
      const [firstId, secondId] = [await idOf(first), await idOf(second)];
      const answers = await Promise.all([
        codeOf(first.post(`/v1/admins/${secondId}/${one}`)),
        codeOf(second.post(`/v1/admins/${firstId}/${two}`)),
      ]);
      const done = answers.filter(([status]) => status === 200);
      const refused = answers.find(([status]) => status !== 200);
      expect(done).toHaveLength(1);
      // Whoever comes second is refused by the rule, or is not signed in any more.
      expect(['last-admin', 'access-withdrawn', 'not-signed-in']).toContain(refused?.[1]);
      expect(await active(answers[0]?.[0] === 200 ? first : second)).toHaveLength(1);
    }
  });
});
