/** The audit trail: every change of a manager is in it, with the values and without the secrets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage, DeviceView, IssuedShopKey, StaffView, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { EndedRowsRepository } from '../src/scheduled/ended-rows.repository.js';
import type { Caller } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

const [PIN, OTHER_PIN, PASSWORD] = ['582934', '749203', 'une phrase assez longue 7'];

let setup: TestSetup;
let admin: Caller;
let storeId: string;
let manager: Caller;
let at: string;
beforeAll(async () => {
  setup = await TestSetup.open();
  admin = await setup.manager(null);
  storeId = await setup.store();
  manager = await setup.manager(storeId);
  at = `/v1/stores/${storeId}`;
}, 120_000);
afterAll(() => setup.close());

const trail = async (caller = manager, query = ''): Promise<AuditPage> =>
  (await caller.get<AuditPage>(`${at}/audit${query}`)).body;

describe('the audit trail of a store', () => {
  it('has what was changed, with the value before and after, by whom, when, and a mark of the address', async () => {
    await manager.put(at, { ...LYON, goalS: 90, bays: LYON.bays.slice(0, 2) });
    const { entries } = await trail();
    expect(entries).toEqual([
      {
        id: expect.any(Number),
        storeId,
        occurredAt: setup.clock.iso(),
        by: { staffId: expect.any(String), name: 'Manon' },
        address: expect.stringMatching(/^[\w-]{12}$/),
        action: 'store_changed',
        subject: LYON.name,
        changes: [
          { field: 'goalS', before: 120, after: 90 },
          { field: 'bays', before: LYON.bays, after: LYON.bays.slice(0, 2) },
        ],
        undoes: null,
      },
      // Made without a person, as a command on the server makes it.
      expect.objectContaining({ action: 'store_created', by: null, address: null }),
    ]);
    expect(JSON.stringify(entries)).not.toContain('127.0.0.1');
  });

  it('has no entry for a change that was refused, changed nothing, or was sent again', async () => {
    const before = (await trail()).entries.length;
    await manager.put(at, { ...LYON, goalS: 5 });
    await manager.put(at, { ...LYON, goalS: 90, bays: LYON.bays.slice(0, 2) });
    await setup.caller({ ...manager.headers, 'if-match': '"1"' }).patch(at, { goalS: 70 });
    expect((await trail()).entries).toHaveLength(before);
    const key = 'the same change';
    await manager.put(at, { ...LYON, goalS: 95 }, key);
    await manager.put(at, { ...LYON, goalS: 95 }, key);
    expect((await trail()).entries).toHaveLength(before + 1);
  });

  it('has people, screens and signs, and never a PIN, a password or a code', async () => {
    const { body: zoe } = await manager.post<StaffView>(`${at}/staff`, {
      name: 'Zoé',
      role: 'staff',
      pin: PIN,
    });
    await manager.post(`${at}/staff/${zoe.id}/pin`, { pin: OTHER_PIN });
    await admin.post(`${at}/staff`, { name: 'Ana', role: 'manager', login: 'ana-7', password: PASSWORD });
    await manager.post(`${at}/staff/${zoe.id}/disable`);
    const { body: code } = await manager.post<{ code: string }>(`${at}/devices/codes`, { kind: 'wall' });
    await setup.staff(storeId, 'Léa');
    const { body: devices } = await manager.get<DeviceView[]>(`${at}/devices`);
    await manager.post(`${at}/devices/${devices[0]!.id}/revoke`);
    await manager.post(`${at}/signs/2/renewal`);
    const { entries } = await trail(manager, '?limit=7');
    expect(entries.map(({ action, subject }) => `${action} ${subject}`).reverse()).toEqual([
      'person_added Zoé',
      'pin_replaced Zoé',
      'person_added Ana',
      'person_disabled Zoé',
      'screen_code_made wall',
      'screen_revoked Handheld',
      'sign_renewed 2',
    ]);
    const text = JSON.stringify(await trail());
    for (const secret of [PIN, OTHER_PIN, PASSWORD, code.code]) expect(text).not.toContain(secret);
  });

  it('is read a page at a time, without gaps and without repetition', async () => {
    const whole = (await trail(manager, '?limit=100')).entries.map(({ id }) => id);
    const paged: number[] = [];
    for (let query = '?limit=3'; query !== '';) {
      const { entries, next } = await trail(manager, query);
      paged.push(...entries.map(({ id }) => id));
      query = next === null ? '' : `?limit=3&before=${next}`;
    }
    expect(paged).toEqual(whole);
    expect(paged).toEqual([...paged].sort((a, b) => b - a));
    for (const query of ['?limit=0', '?limit=1000', '?before=x', '?after=1']) {
      const refused = await manager.get<Problem>(`${at}/audit${query}`);
      expect([query, refused.status]).toEqual([query, 400]);
    }
  });
});

describe('a change to settings that is undone', () => {
  const entry = async () => (await trail(manager, '?limit=1')).entries[0]!;
  const now = async (): Promise<StoreView> => (await manager.get<StoreView>(at)).body;
  const undo = async (id: number, version?: number, caller = manager) => {
    const from = version ?? (await now()).version;
    const asked = setup.caller({ ...caller.headers, 'if-match': `"${from}"` });
    return asked.post<StoreView & Problem>(`${at}/audit/${id}/undo`);
  };
  const edit = async (changes: object) => {
    const { version } = await now();
    const { status } = await setup
      .caller({ ...manager.headers, 'if-match': `"${version}"` })
      .patch(at, changes);
    expect(status).toBe(200);
  };

  it('puts the values from before back, as a change of its own', async () => {
    const { settings } = await now();
    const exceptions = [{ from: '2026-12-25', to: '2026-12-25', spans: [], label: { fr: 'Noël', en: '' } }];
    const hours = LYON.hours.map(() => [{ from: '10:00', to: '24:00' }]);
    await edit({ hours, exceptions, bays: LYON.bays.slice(0, 1), premises: LYON.premises });
    const { id } = await entry();
    const undone = await undo(id);
    expect([undone.status, undone.body.settings]).toEqual([200, settings]);
    const last = await entry();
    expect([last.action, last.by?.name, last.undoes]).toEqual(['store_changed', 'Manon', id]);
    expect(last.changes.map(({ field }) => field).sort()).toEqual(['bays', 'exceptions', 'hours']);
    // And the undoing is undone in the same way.
    expect((await undo(last.id)).body.settings).toMatchObject({ hours, exceptions });
  });

  it('is refused, naming the setting, once that was changed again; and from an outdated version', async () => {
    await edit({ goalS: 77, promiseS: 333 });
    const { id } = await entry();
    await edit({ goalS: 78 });
    const refused = await undo(id);
    expect([refused.status, refused.body.code]).toEqual([409, 'changed-since']);
    expect(refused.body.errors?.map(({ field }) => field)).toEqual(['goalS']);
    const last = await entry();
    const { version } = await now();
    expect([(await undo(last.id, version - 1)).body.code, (await undo(last.id)).status]).toEqual([
      'version-outdated',
      200,
    ]);
    expect((await now()).settings.goalS).toBe(77);
    expect((await undo(id)).status).toBe(200);
  });

  it('is for settings alone, of the own store, and names its version', async () => {
    await manager.post(`${at}/devices/codes`, { kind: 'wall' });
    const { id } = await entry();
    expect((await undo(id)).body.code).toBe('not-possible-now');
    expect((await undo(999_999)).status).toBe(404);
    expect((await manager.post<Problem>(`${at}/audit/${id}/undo`)).body.code).toBe('if-match-missing');
    const stranger = await setup.manager(await setup.store());
    expect((await undo(id, 1, stranger)).status).toBe(403);
  });
});

describe('the audit trail of the chain', () => {
  it('has new stores and shop keys too, and is for admins alone', async () => {
    const id = `new-${storeId}`;
    await admin.post('/v1/stores', { id, settings: LYON });
    const wish = { shopId: 'halle', name: 'Till', storeIds: [id] };
    const { body: key } = await admin.post<IssuedShopKey>('/v1/shop-keys', wish);
    await admin.post(`/v1/shop-keys/${key.id}/revoke`);
    const { body } = await admin.get<AuditPage>('/v1/audit?limit=3');
    expect(body.entries.map(({ action, storeId: of }) => [action, of])).toEqual([
      ['shop_key_revoked', null],
      ['shop_key_issued', null],
      ['store_created', id],
    ]);
    expect(JSON.stringify(body)).not.toContain(key.key);
    expect((await manager.get('/v1/audit')).status).toBe(403);
    expect((await manager.get(`/v1/stores/${id}/audit`)).status).toBe(403);
  });

  it('forgets what is older than 400 days', async () => {
    setup.clock.advance(401 * 24 * 3_600_000);
    const rows = setup.app.get(EndedRowsRepository, { strict: false });
    await rows.delete(setup.dataSource.manager, setup.clock.now());
    const [left] = await setup.dataSource.query<{ count: string }[]>(
      'SELECT count(*) AS count FROM audit_entry',
    );
    expect(Number(left?.count)).toBe(0);
  });
});
