/** A manager changes names and roles, lets people in again, signs them out, and prepares screens in advance. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  AuditPage,
  DeviceView,
  EnrolCodeView,
  OpenEnrolCode,
  StaffView,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import type { Caller } from './caller.js';
import { Crew, PASSWORD, PIN, whoIsThere } from './crew.js';
import { TestSetup } from './test-setup.js';

const MINUTES = 60_000;
const DAYS = 24 * 60 * MINUTES;

let setup: TestSetup;
let crew: Crew;
let boss: Caller;
let at: string;

beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  setup.clock.advance(10 * MINUTES);
  crew = await Crew.of(setup);
  boss = await setup.manager(crew.storeId);
  at = `/v1/stores/${crew.storeId}`;
});

const from = (version: number, caller = boss): Caller =>
  setup.caller({ ...caller.headers, 'if-match': `"${version}"` });
const person = async (id: string): Promise<StaffView | undefined> =>
  (await boss.get<StaffView[]>(`${at}/staff`)).body.find((one) => one.id === id);
const signIn = async (login: string): Promise<Browser> => {
  const browser = new Browser(setup);
  expect((await browser.post('/v1/sign-in', { login, password: PASSWORD })).status).toBe(200);
  return browser;
};
const trail = async (limit: number): Promise<string[]> =>
  (await boss.get<AuditPage>(`${at}/audit?limit=${limit}`)).body.entries.map(
    ({ action, subject }) => `${action} ${subject}`,
  );

describe('a person', () => {
  it('is renamed by whoever saw them as they are; the second to save is told', async () => {
    const path = `${at}/staff/${crew.lea}`;
    const renamed = await from(1).patch<StaffView>(path, { name: 'Léa M.' });
    expect([renamed.status, renamed.body]).toMatchObject([200, { name: 'Léa M.', version: 2 }]);
    expect((await from(1).patch<Problem>(path, { name: 'Lea' })).body.code).toBe('version-outdated');
    expect((await boss.patch<Problem>(path, { name: 'Lea' })).body.code).toBe('if-match-missing');
    expect((await from(2).patch<Problem>(path, {})).status).toBe(400);
    expect(await person(crew.lea)).toMatchObject({ name: 'Léa M.', version: 2 });
    // Nothing changed, so nothing is noted.
    expect((await from(2).patch<StaffView>(path, { name: 'Léa M.' })).body.version).toBe(2);
    expect(await trail(1)).toEqual(['person_changed Léa M.']);
  });

  it('becomes a manager with a sign-in of their own, and keeps the PIN', async () => {
    const path = `${at}/staff/${crew.lea}`;
    const bare = await from(1).patch<Problem>(path, { role: 'manager' });
    expect([bare.status, bare.body.errors?.map(({ field }) => field)]).toEqual([400, ['login']]);
    const login = `lea-${crew.storeId}`;
    const promoted = await from(1).patch<StaffView>(path, { role: 'manager', login, password: PASSWORD });
    expect(promoted.body).toMatchObject({ role: 'manager', version: 2 });
    expect((await (await signIn(login)).get(at)).status).toBe(200);
    expect(await whoIsThere(await crew.signedIn())).toBe('Léa');
    const { entries } = (await boss.get<AuditPage>(`${at}/audit?limit=50`)).body;
    const entry = entries.find(({ action }) => action === 'person_changed');
    expect(entry?.changes).toEqual([{ field: 'role', before: 'staff', after: 'manager' }]);
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
  });

  it('whose role is taken away while they edit is told so, and nothing of the edit is written', async () => {
    const login = `ana-${crew.storeId}`;
    const ana = await crew.person({ name: 'Ana', role: 'manager', login, password: PASSWORD });
    const editor = await signIn(login);
    const before = (await editor.get<{ version: number }>(at)).body;
    const edit = () =>
      setup
        .caller({ cookie: editor.cookieHeader(), 'if-match': `"${before.version}"` })
        .patch<Problem>(at, { goalS: 111, promiseS: 222 });
    const taken = from(ana.version).patch(`${at}/staff/${ana.id}`, { role: 'staff', pin: PIN });
    const [demoted, raced] = await Promise.all([taken, edit()]);
    expect(demoted.status).toBe(200);
    const refused = await edit();
    expect([refused.status, refused.body.code]).toEqual([401, 'access-withdrawn']);
    expect((await editor.get<Problem>('/v1/me')).body.code).toBe('access-withdrawn');
    const after = (await boss.get<{ version: number; settings: object }>(at)).body;
    // The one that raced was saved as a whole, or not at all.
    const saved = raced.status === 200 ? { goalS: 111, promiseS: 222 } : { goalS: 120, promiseS: 300 };
    expect([after.version, after.settings]).toMatchObject([raced.status === 200 ? 2 : 1, saved]);
    // They still work on the screens, and nobody signs in with the old password.
    expect((await new Browser(setup).post('/v1/sign-in', { login, password: PASSWORD })).status).toBe(401);
  });

  it('cannot change their own role, nor a manager an admin’s', async () => {
    const login = `own-${crew.storeId}`;
    const own = await crew.person({ name: 'Own', role: 'manager', login, password: PASSWORD });
    const caller = setup.caller({ cookie: (await signIn(login)).cookieHeader() });
    const path = `${at}/staff/${own.id}`;
    expect((await from(1, caller).patch<Problem>(path, { role: 'staff', pin: PIN })).body.code).toBe(
      'not-allowed',
    );
    expect((await from(1, caller).patch(path, { name: 'Other' })).status).toBe(200);
    const admin = await crew.person({
      name: 'Inès',
      role: 'admin',
      login: `ines-${crew.storeId}`,
      password: PASSWORD,
    });
    for (const act of ['disable', 'enable', 'sign-out'])
      expect((await boss.post<Problem>(`${at}/staff/${admin.id}/${act}`)).status).toBe(403);
    expect((await from(1).patch(`${at}/staff/${admin.id}`, { name: 'X' })).status).toBe(403);
    expect((await person(admin.id))?.disabledAt).toBeNull();
  });

  it('is disabled, let in again with the same PIN, and signed out everywhere', async () => {
    const staff = `${at}/staff/${crew.lea}`;
    await boss.post(`${staff}/disable`);
    expect((await boss.post<StaffView>(`${staff}/enable`)).body.disabledAt).toBeNull();
    const [one, two] = [await crew.signedIn(), await crew.signedIn()];
    expect((await boss.post(`${staff}/sign-out`)).status).toBe(200);
    expect([await whoIsThere(one), await whoIsThere(two)]).toEqual([undefined, undefined]);
    const noted = await trail(50);
    expect(noted.filter((entry) => entry.startsWith('person_'))).toEqual(
      expect.arrayContaining(['person_signed_out Léa', 'person_enabled Léa', 'person_disabled Léa']),
    );
  });
});

describe('a screen', () => {
  const enrol = (code: string): Promise<{ status: number }> =>
    new Browser(setup).post('/v1/devices/enrol', { code, name: 'Typed' });
  const devices = async (): Promise<DeviceView[]> => (await boss.get<DeviceView[]>(`${at}/devices`)).body;
  const codes = async (): Promise<OpenEnrolCode[]> =>
    (await boss.get<OpenEnrolCode[]>(`${at}/devices/codes`)).body;

  it('gets a code in advance, with its name, which is listed without itself and good for days', async () => {
    const wish = { kind: 'wall', name: 'Wall of the hall', days: 7 };
    const { body: code } = await boss.post<EnrolCodeView>(`${at}/devices/codes`, wish);
    const { code: secret, ...listed } = code;
    expect(await codes()).toEqual([listed]);
    setup.clock.advance(7 * DAYS - MINUTES);
    boss = await setup.manager(crew.storeId);
    expect((await enrol(secret)).status).toBe(201);
    expect(await devices()).toMatchObject([{ name: 'Wall of the hall', kind: 'wall', version: 1 }]);
    expect(await codes()).toEqual([]);
    expect((await boss.post(`${at}/devices/codes`, { kind: 'wall', days: 8 })).status).toBe(400);
  });

  it('is not enrolled with a code that was withdrawn, or that is past its days', async () => {
    const make = async (days: number) =>
      (await boss.post<EnrolCodeView>(`${at}/devices/codes`, { kind: 'handheld', days })).body;
    const [withdrawn, old] = [await make(2), await make(1)];
    expect((await boss.post(`${at}/devices/codes/${withdrawn.id}/withdraw`)).status).toBe(200);
    expect((await enrol(withdrawn.code)).status).toBe(401);
    // Once it is worthless, by whatever way, there is nothing to withdraw.
    const used = await make(2);
    expect((await enrol(used.code)).status).toBe(201);
    const before = await trail(1);
    for (const { id } of [withdrawn, used])
      expect((await boss.post(`${at}/devices/codes/${id}/withdraw`)).status).toBe(404);
    expect(await trail(1)).toEqual(before);
    setup.clock.advance(DAYS);
    expect((await enrol(old.code)).status).toBe(401);
    const other = await setup.manager(await setup.store());
    expect((await other.post(`${at}/devices/codes/${old.id}/withdraw`)).status).toBe(403);
  });

  it('says to the minute when it was seen last, and is renamed from the version that was read', async () => {
    const screen = await crew.enrolled();
    const [fresh] = await devices();
    expect(fresh?.lastSeenAt).toBeNull();
    await screen.get('/v1/device');
    const first = setup.clock.iso();
    setup.clock.advance(MINUTES - 1);
    await screen.get('/v1/device');
    expect((await devices())[0]?.lastSeenAt).toBe(first);
    setup.clock.advance(MINUTES);
    await screen.get('/v1/device');
    expect((await devices())[0]?.lastSeenAt).toBe(setup.clock.iso());
    const path = `${at}/devices/${fresh?.id}`;
    const renamed = await from(1).patch<DeviceView>(path, { name: 'Till 3' });
    expect(renamed.body).toMatchObject({ name: 'Till 3', version: 2 });
    expect((await from(1).patch<Problem>(path, { name: 'Till 4' })).body.code).toBe('version-outdated');
    expect(await trail(1)).toEqual(['screen_changed Till 3']);
    await boss.post(`${path}/revoke`);
    expect((await from(2).patch(path, { name: 'Till 5' })).status).toBe(404);
  });
});
