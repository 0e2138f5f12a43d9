/** Files of a chain through the API: what they make, that they make it once, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AuditPage,
  ImportLine,
  ImportRow,
  ManagerSession,
  StaffView,
  StoreView,
} from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Caller } from './caller.js';
import { TestSetup } from './test-setup.js';

const HEAD = 'id;nom;adresse;téléphone;fuseau horaire;latitude;longitude;lundi;samedi';
const line = (id: string, latitude = '45,7606', longitude = '4,8571', name = 'Épicerie'): string =>
  `${id};${name};1 rue de la Halle;+33 4 00 00 00 00;Europe/Paris;${latitude};${longitude};9h-19h;9h-12h`;
const STORES = [HEAD, line('alpha'), line('beta'), line('gamma', '4,8571', '45,7606')].join('\r\n');

let setup: TestSetup;
let admin: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  admin = await setup.manager(null);
}, 120_000);
afterAll(() => setup.close());

interface Sent {
  readonly status: number;
  readonly lines: readonly ImportLine[];
  readonly rows: readonly ImportRow[];
  readonly problem: Problem;
}
async function send(
  file: string | Buffer,
  { by = admin, dryRun = false, type = 'text/csv' }: { by?: Caller; dryRun?: boolean; type?: string } = {},
): Promise<Sent> {
  const response = await setup.app.inject({
    method: 'POST',
    url: `/v1/imports?dryRun=${dryRun}`,
    headers: { ...by.headers, 'content-type': type },
    payload: file,
  });
  const texts = response.body.split('\n').filter(Boolean);
  const lines = response.statusCode === 200 ? texts.map((text) => JSON.parse(text) as ImportLine) : [];
  return {
    status: response.statusCode,
    lines,
    rows: lines.flatMap((one) => ('row' in one ? [one.row] : [])),
    problem: response.statusCode === 200 ? (undefined as never) : response.json<Problem>(),
  };
}
const endOf = ({ lines }: Sent) => {
  const last = lines.at(-1);
  return last && 'end' in last ? last.end : undefined;
};
const store = async (id: string) => (await admin.get<StoreView>(`/v1/stores/${id}`)).body;
const trail = async (id: string) => (await admin.get<AuditPage>(`/v1/stores/${id}/audit`)).body.entries;

describe('a file of stores', () => {
  it('is only looked at in a dry run', async () => {
    const looked = await send(STORES, { dryRun: true });
    expect(endOf(looked)).toMatchObject({ dryRun: true, rows: { created: 3, refused: 0 }, stopped: null });
    expect((await admin.get('/v1/stores/alpha')).status).toBe(404);
  });

  it('makes them, says which coordinates look swapped, and notes one entry a store', async () => {
    const made = await send(Buffer.from(STORES, 'latin1'));
    expect(endOf(made)?.rows).toEqual({ created: 3, changed: 0, unchanged: 0, refused: 0 });
    expect(made.rows.map(({ row, warnings }) => [row, warnings.map(({ field }) => field)])).toEqual([
      [2, []],
      [3, []],
      [4, ['latitude']],
    ]);
    expect((await store('alpha')).settings).toMatchObject({ name: 'Épicerie', timeZone: 'Europe/Paris' });
    expect((await trail('alpha')).map(({ action, by }) => [action, by?.name])).toEqual([
      ['store_created', 'Manon'],
    ]);
    expect((await trail('alpha'))[0]?.address).toMatch(/^[\w-]{12}$/);
  });

  it('changes nothing the second time', async () => {
    const again = await send(STORES);
    expect(endOf(again)?.rows).toEqual({ created: 0, changed: 0, unchanged: 3, refused: 0 });
    expect((await store('alpha')).version).toBe(1);
    expect(await trail('alpha')).toHaveLength(1);
  });

  it('changes what differs with one entry and one event, and tells the boards', async () => {
    const changed = await send(
      [HEAD, line('alpha', '45,7606', '4,8571', 'Halle'), line('beta')]
        .join('\n')
        .replaceAll('9h-12h', '9h-13h'),
    );
    expect(changed.rows.map(({ outcome, fields }) => [outcome, ...fields])).toEqual([
      ['changed', 'nom', 'lundi, samedi'],
      ['changed', 'lundi, samedi'],
    ]);
    expect(
      (await trail('alpha')).map(({ action, changes }) => [action, changes.map(({ field }) => field)]),
    ).toEqual([
      ['store_changed', ['name', 'hours']],
      ['store_created', []],
    ]);
    expect(await setup.typesOf('alpha')).toEqual(['settings_changed']);
  });

  it('refuses one row and does the others; the same store twice is refused the second time', async () => {
    const mixed = await send(
      [HEAD, line('delta'), line('epsilon', '45,7', '200'), line('delta'), line('zeta')].join('\n'),
    );
    expect(mixed.rows.map(({ row, name, outcome }) => `${row} ${name} ${outcome}`).toSorted()).toEqual([
      '2 delta created',
      '3 epsilon refused',
      '4 delta refused',
      '5 zeta created',
    ]);
    expect((await admin.get('/v1/stores/epsilon')).status).toBe(404);
  });

  it('sets the region, a new word for the chain like any other, and an empty cell leaves it', async () => {
    const sent = await send('id;région\r\nalpha;Grand  Est\r\nbeta;=1+1\r\n');
    expect(sent.rows.map(({ outcome, fields, errors }) => [outcome, fields, errors[0]?.field])).toEqual([
      ['refused', [], 'région'],
      ['changed', ['région'], undefined],
    ]);
    expect((await store('alpha')).settings.region).toBe('Grand Est');
    expect(endOf(await send('id;région\r\nalpha;\r\n'))?.rows).toMatchObject({ unchanged: 1 });
    const cleared = await send("stores: [{ id: alpha, region: '' }]", { type: 'application/yaml' });
    expect(cleared.rows.map(({ outcome }) => outcome)).toEqual(['changed']);
    expect((await store('alpha')).settings.region).toBeUndefined();
  });

  it('adds bays to the stores that there are', async () => {
    const bays =
      'magasin;place;latitude;longitude\nalpha;1;45,7606;4,8571\nalpha;2;45,7606;4,8572\nnowhere;1;45;4\nalpha;3;46;4';
    const added = await send(bays);
    expect(added.rows.map(({ row, outcome }) => `${row} ${outcome}`).toSorted()).toEqual([
      '2 created',
      '3 created',
      '4 refused',
      '5 refused',
    ]);
    expect((await store('alpha')).settings.bays.map(({ label }) => label)).toEqual(['1', '2']);
    expect(endOf(await send(bays))?.rows).toMatchObject({ created: 0, unchanged: 2, refused: 2 });
  });
});

describe('a file of people', () => {
  const PEOPLE =
    'store,name,role,login\nalpha,Léa,staff,\nalpha,Ana,manager,ana@shop.example\nnowhere,Zoé,staff,';

  it('adds them with a first secret each that works, and again changes nothing', async () => {
    const added = await send(PEOPLE);
    expect(added.rows.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'refused']);
    const [lea, ana] = added.rows;
    expect(lea?.secret).toMatch(/^\d{6}$/);
    const { status } = await setup
      .caller({})
      .post('/v1/sign-in', { login: 'ana@shop.example', password: ana?.secret }, null);
    expect(status).toBe(200);
    const people = (await admin.get<StaffView[]>('/v1/stores/alpha/staff')).body;
    expect(people.map(({ name, role }) => [name, role])).toEqual([
      ['Ana', 'manager'],
      ['Léa', 'staff'],
    ]);
    expect((await trail('alpha')).filter(({ action }) => action === 'person_added')).toHaveLength(2);
    expect(JSON.stringify(await trail('alpha'))).not.toContain(ana?.secret ?? '');
    const again = await send(PEOPLE);
    expect(again.rows.map(({ outcome, secret }) => [outcome, secret])).toEqual([
      ['unchanged', undefined],
      ['unchanged', undefined],
      ['refused', undefined],
    ]);
  });

  it('renames a manager known by the login, and lets nobody in who was disabled', async () => {
    const renamed = await send('store,name,role,login\nalpha,Ana Maria,manager,ANA@shop.example');
    expect(renamed.rows.map(({ outcome, fields }) => [outcome, fields])).toEqual([['changed', ['name']]]);
    const [ana] = (await admin.get<StaffView[]>('/v1/stores/alpha/staff')).body;
    // Whoever saw them under the old name cannot save over the new one.
    expect(ana?.version).toBe(2);
    await admin.post(`/v1/stores/alpha/staff/${ana?.id}/disable`);
    const back = await send('store,name,role,login\nalpha,Ana Maria,manager,ana@shop.example');
    expect(back.rows[0]).toMatchObject({ outcome: 'refused', errors: [{ field: 'login' }] });
    const admins = await send('store,name,role,login\nalpha,Eva,admin,eva@shop.example');
    expect(admins.rows[0]).toMatchObject({ outcome: 'refused', errors: [{ field: 'role' }] });
  });
});

describe('a declarative file', () => {
  it('brings stores, bays and people in one go', async () => {
    const yaml = `
stores:
  - id: eta
    name: Halle
    address: 1 rue de la Halle
    phone: 04 00 00 00 00
    timeZone: Europe/Paris
    latitude: 45.7606
    longitude: 4.8571
    hours: [[{ from: '09:00', to: '19:00' }], [], [], [], [], [], []]
    bays: [{ label: B4, latitude: 45.7606, longitude: 4.8571 }]
people:
  - { store: eta, name: Léa, role: staff }
`;
    for (const dryRun of [true, false]) {
      const sent = await send(yaml, { type: 'application/yaml', dryRun });
      expect(endOf(sent)?.rows).toMatchObject({ created: 2, refused: 0 });
    }
    expect((await store('eta')).settings.bays).toHaveLength(1);
    expect(endOf(await send(yaml, { type: 'application/yaml' }))?.rows).toMatchObject({
      created: 0,
      unchanged: 2,
    });
  });
});

describe('what is no import', () => {
  it('is refused by type, size and sender', async () => {
    expect((await send('{}', { type: 'application/json' })).status).toBe(415);
    expect((await send('x', { type: 'text/plain' })).status).toBe(415);
    expect((await send(Buffer.alloc(17 * 1024 * 1024, 'a'))).problem).toMatchObject({
      status: 413,
      code: 'too-large',
    });
    expect((await send(STORES, { by: await setup.manager('alpha') })).status).toBe(403);
    expect((await send(STORES, { by: setup.caller({}) })).status).toBe(401);
    const elsewhere = await setup.app.inject({
      method: 'POST',
      url: '/v1/sign-in',
      headers: { 'content-type': 'text/csv' },
      payload: 'login',
    });
    expect(elsewhere.statusCode).toBe(415);
  });

  it('stops when whoever began it may no longer do that', async () => {
    const leaving = await setup.manager(null);
    const many = [HEAD, ...Array.from({ length: 120 }, (_, i) => line(`leaving-${i}`))].join('\n');
    const { staffId } = (await leaving.get<ManagerSession>('/v1/me')).body;
    await setup.dataSource.query('UPDATE staff SET disabled_at = now() WHERE id = $1', [staffId]);
    const sent = await send(many, { by: leaving });
    // The guard still takes the session of a moment ago for valid; the first part asks the database.
    expect(endOf(sent)?.stopped?.en).toMatch(/your access was withdrawn/);
    expect(sent.rows).toEqual([]);
  });
});
