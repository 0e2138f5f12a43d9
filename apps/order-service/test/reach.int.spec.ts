/** Managers and staff of several stores, one by one or by region: what they reach, who gives it, and that it ends at once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BoardPrincipal, Sessions } from '@curbline/access';
import type {
  AuditPage,
  ChainStats,
  DeviceSession,
  EnrolCodeView,
  ManagerSession,
  StaffChanges,
  StaffView,
  StoresPage,
  StoreView,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Browser } from './browser.js';
import type { Caller } from './caller.js';
import { Crew, PASSWORD, PIN, whoIsThere } from './crew.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let admin: Caller;
let home: string;
let second: string;
let elsewhere: string;
let boss: Caller;
/** One of its own for each story, as long as a region may be. */
let region: string;

beforeAll(async () => {
  setup = await TestSetup.open();
  admin = await setup.manager(null);
}, 120_000);
afterAll(() => setup.close());
beforeEach(async () => {
  [home, second, elsewhere] = await Promise.all([setup.store(), setup.store(), setup.store()]);
  boss = await setup.manager(home);
  region = `Côte d’Azur ${randomUUID()}`.slice(0, 40);
});

const from = (version: number, caller: Caller, language = 'en'): Caller =>
  setup.caller({ ...caller.headers, 'if-match': `"${version}"`, 'accept-language': language });
const idOf = async (caller: Caller): Promise<string> =>
  (await caller.get<ManagerSession>('/v1/me')).body.staffId;
const teamOf = async (storeId: string): Promise<StaffView[]> =>
  (await admin.get<StaffView[]>(`/v1/stores/${storeId}/staff`)).body;
const change = async <B = StaffView>(
  staffId: string,
  changes: StaffChanges,
  { by = admin, at = home, language = 'en' } = {},
) => {
  const version = (await teamOf(at)).find(({ id }) => id === staffId)?.version ?? 0;
  return from(version, by, language).patch<B>(`/v1/stores/${at}/staff/${staffId}`, changes);
};
const giveBoss = async (changes: StaffChanges): Promise<void> => {
  expect((await change(await idOf(boss), changes)).status).toBe(200);
};
const editStore = async <B = StoreView>(storeId: string, changes: object, by = admin) => {
  const { version } = (await admin.get<StoreView>(`/v1/stores/${storeId}`)).body;
  return from(version, by).patch<B>(`/v1/stores/${storeId}`, changes);
};
const reached = async (caller: Caller): Promise<string[]> =>
  (await caller.get<ManagerSession>('/v1/me')).body.stores.map(({ id }) => id).toSorted();
const outcome = ({ status, body }: { status: number; body: unknown }) => [status, (body as Problem).code];
const latest = async (storeId: string) =>
  (await admin.get<AuditPage>(`/v1/stores/${storeId}/audit?limit=1`)).body.entries[0];

describe('a manager of several stores', () => {
  it('does in each of them what its manager does, and nothing elsewhere', async () => {
    await giveBoss({ stores: [second, home, second] });
    expect(await reached(boss)).toEqual([home, second].toSorted());
    expect((await boss.get<StoresPage>('/v1/stores')).body.stores).toHaveLength(2);
    const { body: chain } = await boss.get<ChainStats>('/v1/stats');
    expect(chain.stores.map(({ storeId }) => storeId)).toEqual([home, second].toSorted());
    expect((await editStore(second, { goalS: 90 }, boss)).status).toBe(200);
    const wish = { kind: 'wall', name: 'Hall' };
    const codes = `/v1/stores/${second}/devices/codes`;
    const made = await boss.post<EnrolCodeView>(codes, wish, 'one-key');
    expect([made.status, (await boss.post(codes, wish, 'one-key')).body]).toEqual([201, made.body]);
    expect((await teamOf(second)).find((one) => one.home?.id === home)).toMatchObject({
      stores: [{ id: second }],
      regions: [],
      version: 2,
    });
    for (const path of ['', '/staff', '/devices', '/stats', '/stats/today', '/audit', '/alerts']) {
      const refused = await boss.get<Problem>(`/v1/stores/${elsewhere}${path}`);
      expect([path, ...outcome(refused)]).toEqual([path, 403, 'not-allowed']);
      expect(refused.body.detail).toContain('not among yours');
    }
    expect(await latest(home)).toMatchObject({
      action: 'person_changed',
      changes: [{ field: 'stores', before: [], after: [second] }],
    });
  });

  it('is told at the next request that a store was taken away while they edited it', async () => {
    await giveBoss({ stores: [second] });
    const { version } = (await boss.get<StoreView>(`/v1/stores/${second}`)).body;
    await giveBoss({ stores: [] });
    const edit = await from(version, boss, 'fr').patch<Problem>(`/v1/stores/${second}`, { goalS: 77 });
    expect([...outcome(edit), edit.body.detail]).toEqual([
      403,
      'not-allowed',
      'Ce magasin ne fait pas partie des vôtres, ou n’en fait plus partie.',
    ]);
    expect((await admin.get<StoreView>(`/v1/stores/${second}`)).body.version).toBe(version);
    expect(await reached(boss)).toEqual([home]);
  });

  it('gives stores of their own and no others, no region, and nothing to themselves', async () => {
    await giveBoss({ stores: [second] });
    const crew = await Crew.of(setup);
    const lea = (await admin.post<StaffView>(`/v1/stores/${home}/staff`, LEA)).body.id;
    expect((await change(lea, { stores: [second] }, { by: boss })).body.stores).toMatchObject([
      { id: second },
    ]);
    await editStore(second, { region });
    const refusals: [StaffChanges, string][] = [
      [{ stores: [second, elsewhere] }, lea],
      [{ stores: ['no-such-store'] }, lea],
      [{ regions: [region] }, lea],
      [{ stores: [] }, await idOf(boss)],
    ];
    for (const [changes, staffId] of refusals)
      expect(outcome(await change<Problem>(staffId, changes, { by: boss }))).toEqual([403, 'not-allowed']);
    // Somebody of another store is nobody here.
    expect((await change(crew.lea, { stores: [] }, { by: boss })).status).toBe(404);
    expect((await teamOf(home)).find(({ id }) => id === lea)).toMatchObject({ version: 2, regions: [] });
  });

  it('is changed by nobody who reaches less: a new password would open the other stores', async () => {
    await giveBoss({ stores: [second] });
    const staffId = await idOf(boss);
    for (const storeId of [home, second]) {
      const colleague = await setup.manager(storeId);
      const person = `/v1/stores/${storeId}/staff/${staffId}`;
      const [password, login] = [PASSWORD, 'taken-over'];
      const tries = [
        await colleague.post<Problem>(`${person}/password`, { password, login }),
        await colleague.post<Problem>(`${person}/pin`, { pin: PIN }),
        await colleague.post<Problem>(`${person}/disable`),
        await colleague.post<Problem>(`${person}/enable`),
        await colleague.post<Problem>(`${person}/sign-out`),
        await from(2, colleague).patch<Problem>(person, { role: 'staff', pin: PIN }),
        await from(2, colleague).patch<Problem>(person, { stores: [] }),
      ];
      expect(tries.map(outcome)).toEqual(tries.map(() => [403, 'not-allowed']));
      expect(tries[0]?.body.detail).toContain('ask an admin');
    }
    expect(await reached(boss)).toEqual([home, second].toSorted());
  });
});

describe('a region', () => {
  beforeEach(async () => {
    for (const storeId of [second, elsewhere]) await editStore(storeId, { region });
    await giveBoss({ regions: [region] });
  });

  it('opens its stores, also those that join later, and no store that leaves it', async () => {
    const later = await setup.store({ region });
    setup.clock.advance(2_000);
    expect(await reached(boss)).toEqual([home, second, elsewhere, later].toSorted());
    expect(
      (await boss.get<StoresPage>(`/v1/stores?search=${region.slice(-9).toUpperCase()}%20cote`)).body.stores,
    ).toHaveLength(3);
    expect((await editStore(later, { region: '' })).body.settings.region).toBeUndefined();
    expect((await boss.get(`/v1/stores/${later}`)).status).toBe(403);
    expect((await latest(later))?.changes).toEqual([{ field: 'region', before: region, after: null }]);
  });

  it('that is renamed opens nothing until an admin gives its new name', async () => {
    for (const storeId of [second, elsewhere]) await editStore(storeId, { region: 'Sud' });
    expect(await reached(boss)).toEqual([home]);
    expect((await teamOf(home))[0]).toMatchObject({ regions: [region] });
    const staffId = await idOf(boss);
    const unknown = await change<Problem>(staffId, { regions: ['sud', region] }, { language: 'fr' });
    expect([unknown.status, unknown.body.errors?.map(({ field }) => field)]).toEqual([400, ['regions[0]']]);
    expect(unknown.body.errors?.[0]?.message).toContain('aucun magasin');
    await giveBoss({ regions: ['Sud', region] });
    expect(await reached(boss)).toEqual([home, second, elsewhere].toSorted());
  });

  it('is set by admins alone, by whatever way', async () => {
    const before = (await boss.get<StoreView>(`/v1/stores/${second}`)).body;
    expect(outcome(await editStore(second, { region: 'Nord' }, boss))).toEqual([403, 'not-allowed']);
    expect(outcome(await editStore(second, { region: '' }, boss))).toEqual([403, 'not-allowed']);
    const { region: _, ...settings } = { ...before.settings, goalS: 100 };
    const path = `/v1/stores/${second}`;
    expect((await boss.put<StoreView>(path, settings)).body.settings).toMatchObject({ region, goalS: 100 });
    expect((await boss.put(path, { ...settings, region: 'Nord' })).status).toBe(403);
    const moved = (await editStore(second, { region: 'Nord' })).body;
    const entry = await latest(second);
    const undo = `${path}/audit/${entry?.id}/undo`;
    expect((await from(moved.version, await setup.manager(second)).post(undo)).status).toBe(403);
    expect((await from(moved.version, admin).post<StoreView>(undo)).body.settings.region).toBe(region);
    const long = await editStore<Problem>(second, { region: `${region}x` });
    expect([long.status, long.body.errors?.map(({ field }) => field)]).toEqual([400, ['region']]);
  });

  it('gives its manager no colleague of the region, and a disabled person nothing', async () => {
    const staffId = await idOf(boss);
    // The same stores one by one are less than the region, because of those to come.
    const other = await setup.manager(home);
    expect((await change(await idOf(other), { stores: [second, elsewhere] })).status).toBe(200);
    const reset = { password: PASSWORD, login: `own-${home}` };
    expect((await other.post(`/v1/stores/${home}/staff/${staffId}/password`, reset)).status).toBe(403);
    await admin.post(`/v1/stores/${home}/staff/${staffId}/disable`);
    expect(await change(staffId, { stores: [second] })).toMatchObject({ status: 200 });
    expect(outcome(await boss.get<Problem>(`/v1/stores/${second}`))).toEqual([401, 'access-withdrawn']);
    await admin.post(`/v1/stores/${home}/staff/${staffId}/enable`);
    await admin.post(`/v1/stores/${home}/staff/${staffId}/password`, reset);
    const browser = new Browser(setup);
    expect((await browser.post('/v1/sign-in', reset)).status).toBe(200);
    expect((await browser.get(`/v1/stores/${elsewhere}`)).status).toBe(200);
  });
});

const LEA = { name: 'Léa', role: 'staff', pin: PIN };

describe('staff of several stores', () => {
  it('sign in on the screens of each with the same PIN, until the store or the PIN is taken away', async () => {
    const [crew, other] = [await Crew.of(setup), await Crew.of(setup)];
    const at = crew.storeId;
    const signedIn = async (): Promise<Browser> => {
      const screen = await other.enrolled();
      const signIn = await screen.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN });
      expect(signIn.status).toBe(200);
      return screen;
    };
    const stranger = await other.enrolled();
    expect((await stranger.post('/v1/staff/sign-in', { staffId: crew.lea, pin: PIN })).status).toBe(401);
    expect((await change(crew.lea, { stores: [other.storeId] }, { at })).status).toBe(200);
    const { people } = (await stranger.get<DeviceSession>('/v1/device')).body;
    expect(people.some(({ id }) => id === crew.lea)).toBe(true);
    const [first, theirs] = [await signedIn(), await crew.signedIn()];
    const sessions = setup.app.get(Sessions);
    const board = (await sessions.board(first.cookieHeader())) as BoardPrincipal;
    expect(board).toMatchObject({ kind: 'staff', storeId: other.storeId, name: 'Léa' });
    expect((await sessions.thoseStillValid([board])).size).toBe(1);
    expect((await change(crew.lea, { stores: [] }, { at })).status).toBe(200);
    expect([await whoIsThere(first), await whoIsThere(theirs)]).toEqual([undefined, 'Léa']);
    expect((await sessions.thoseStillValid([board])).size).toBe(0);
    expect((await change(crew.lea, { stores: [other.storeId] }, { at })).status).toBe(200);
    const again = await signedIn();
    expect((await admin.post(`/v1/stores/${at}/staff/${crew.lea}/pin`, { pin: '739154' })).status).toBe(200);
    expect([await whoIsThere(again), await whoIsThere(theirs)]).toEqual([undefined, undefined]);
  });
});
