/** Stores: made, replaced, refused with the reason; kept as geography. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreSettings, StoreView } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import type { Problem } from '@curbline/contracts/problems';
import { KnownTimeZones1767226560000 } from '../src/migrations/before-0.1/15-known-time-zones.js';
import type { Caller } from './caller.js';
import { LYON } from './store-settings.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
let admin: Caller;
beforeAll(async () => {
  setup = await TestSetup.open();
  admin = await setup.manager(null);
}, 120_000);
afterAll(() => setup.close());

const newId = () => `shop-${randomUUID().slice(0, 8)}`;
const create = <B>(settings: StoreSettings, id = newId()) => admin.post<B>('/v1/stores', { id, settings });

describe('a store', () => {
  it('is given back as it was set, and replaced as a whole', async () => {
    const id = newId();
    const made = await create<StoreView>(LYON, id);
    expect(made.status).toBe(201);
    expect(made.body).toEqual({ id, version: 1, settings: LYON });
    const settings = { ...LYON, goalS: 90, bays: LYON.bays.slice(1) };
    const replaced = await admin.put<StoreView>(`/v1/stores/${id}`, settings);
    expect(replaced.body).toEqual({ id, version: 2, settings });
    expect((await admin.get<StoreView>(`/v1/stores/${id}`)).body).toEqual(replaced.body);
    const again = await create<Problem>(LYON, id);
    expect([again.status, again.body.code]).toEqual([409, 'store-exists']);
  });

  it('has its premises measured by the database in meters', async () => {
    const storeId = await setup.store();
    const rows: { area: string; inside: boolean }[] = await setup.dataSource.query(
      `SELECT ST_Area(premises) AS area, ST_Covers(premises, bay.position) AS inside
       FROM store JOIN bay ON bay.store_id = store.id WHERE store.id = $1 AND bay.label = '2'`,
      [storeId],
    );
    expect(Number(rows[0]?.area)).toBeGreaterThan(5000);
    expect(Number(rows[0]?.area)).toBeLessThan(6000);
    expect(rows[0]?.inside).toBe(true);
  });

  it('whose premises cross themselves is refused with the place', async () => {
    const [[a, b, c, d] = []] = LYON.premises.coordinates;
    if (!a || !b || !c || !d) throw new Error('the outline has four corners');
    const premises: StoreSettings['premises'] = { type: 'Polygon', coordinates: [[a, c, b, d, a]] };
    const id = newId();
    const refused = await create<Problem>({ ...LYON, premises }, id);
    expect([refused.status, refused.body.code]).toEqual([422, 'premises-invalid']);
    expect(refused.body.errors?.[0]?.field).toBe('premises');
    expect(refused.body.errors?.[0]?.message).toContain('4.857175, 45.760875');
    expect((await admin.get(`/v1/stores/${id}`)).status).toBe(404);
  });

  it('whose hole lies outside is refused too', async () => {
    const hole = LYON.premises.coordinates[0]?.map(([x, y]): [number, number] => [x + 0.0005, y]);
    const premises = { ...LYON.premises, coordinates: [...LYON.premises.coordinates, hole ?? []] };
    const refused = await create<Problem>({ ...LYON, premises });
    expect([refused.status, refused.body.code]).toEqual([422, 'premises-invalid']);
  });

  it('with an unknown time zone, language or field is refused by name', async () => {
    const refused = await create<Problem>({
      ...LYON,
      timeZone: 'Europe/Lyon',
      ...{ colour: 'green' },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.errors?.map(({ field }) => field).sort()).toEqual([
      'settings.colour',
      'settings.timeZone',
    ]);
  });

  it.each(['+05:30', '+0530', 'US/Pacific-New', 'EST5EDT', 'GMT+3', 'PST', 'posix/Europe/Paris', 'Factory'])(
    'in a zone that not everything here knows is refused: %s',
    async (timeZone) => {
      const refused = await create<Problem>({ ...LYON, timeZone });
      expect(refused.status).toBe(400);
      expect(refused.body.errors?.map(({ field }) => field.split('.').pop())).toEqual(['timeZone']);
    },
  );

  it('has its zone in the database’s own spelling', async () => {
    const made = await create<StoreView>({ ...LYON, timeZone: 'Europe/PARIS' });
    expect([made.status, made.body.settings.timeZone]).toEqual([201, 'Europe/Paris']);
  });

  it('that was set up in a zone of no use is mended by the upgrade, and its board and figures work again', async () => {
    const [id, otherSpelling, untouched] = [newId(), newId(), newId()];
    for (const each of [id, otherSpelling, untouched]) await create<StoreView>(LYON, each);
    await setup.dataSource.query(
      `UPDATE store SET time_zone = CASE id WHEN $1 THEN '+0530' ELSE 'europe/paris' END WHERE id IN ($1, $2)`,
      [id, otherSpelling],
    );
    await inTransaction(setup.dataSource, (manager) =>
      new KnownTimeZones1767226560000().up(manager.queryRunner!),
    );
    const mended = await admin.get<StoreView>(`/v1/stores/${id}`);
    expect([mended.body.version, mended.body.settings.timeZone]).toEqual([2, 'UTC']);
    expect((await admin.get(`/v1/stores/${id}/stats/today`)).status).toBe(200);
    for (const [each, version] of [
      [otherSpelling, 2],
      [untouched, 1],
    ] as const) {
      const { body } = await admin.get<StoreView>(`/v1/stores/${each}`);
      expect([body.version, body.settings.timeZone]).toEqual([version, 'Europe/Paris']);
    }
  });

  it('may lie across the antimeridian, and is measured as one place', async () => {
    const across = (east: number, north: number): [number, number] => [
      east > 0 ? -180 + east / 111_320 : 180 + east / 111_320,
      -16.8 + north / 110_574,
    ];
    // A slanted Z whose edges across the meridian would cross each other on a plane that ends there.
    const corners = [
      [-40, 0],
      [50, 40],
      [50, 90],
      [-10, 60],
      [-40, 100],
    ] as const;
    const ring = [...corners, corners[0]].map(([east, north]) => across(east, north));
    const made = await create<StoreView>({
      ...LYON,
      timeZone: 'Pacific/Fiji',
      premises: { type: 'Polygon', coordinates: [ring] },
      entrance: { type: 'Point', coordinates: across(5, 30) },
      bays: [{ label: '1', position: { type: 'Point', coordinates: across(-10, 10) } }],
    });
    expect(made.status).toBe(201);
    expect(made.body.warnings).toBeUndefined();
    const [measured] = await setup.dataSource.query<{ area: number }[]>(
      'SELECT ST_Area(premises) AS area FROM store WHERE id = $1',
      [made.body.id],
    );
    expect(measured?.area).toBeGreaterThan(3_500);
    expect(measured?.area).toBeLessThan(6_000);
  });

  it('is refused when the database measures too small or too large an outline', async () => {
    const sized = (edgeDeg: number): StoreSettings['premises'] => {
      const [x, y] = LYON.entrance.coordinates;
      const far = [x + edgeDeg, y + edgeDeg] as const;
      return {
        type: 'Polygon',
        coordinates: [
          [
            [x, y],
            [far[0], y],
            [far[0], far[1]],
            [x, far[1]],
            [x, y],
          ],
        ],
      };
    };
    for (const premises of [sized(0.0001), sized(0.05)]) {
      const refused = await create<Problem>({ ...LYON, premises, bays: [] });
      expect([refused.status, refused.body.code]).toEqual([422, 'premises-invalid']);
      expect(refused.body.errors?.[0]?.message).toContain('square meters');
    }
  });

  it('is taken as drawing programs write it: a Feature, with altitudes and a bbox, or a MultiPolygon of one part', async () => {
    const coordinates = [
      LYON.premises.coordinates.map((ring) => ring.map((position) => [...position, 170.2])),
    ];
    const geometry = { type: 'MultiPolygon', bbox: [4, 45, 5, 46], coordinates };
    const premises = { type: 'Feature', properties: { name: 'lot' }, geometry } as unknown;
    const made = await create<StoreView>({ ...LYON, premises: premises as StoreSettings['premises'] });
    expect([made.status, made.body.settings?.premises]).toEqual([201, LYON.premises]);
  });

  it('with longitude and latitude the wrong way round is made, and says so', async () => {
    const swap = ([x, y]: readonly number[]): [number, number] => [y ?? 0, x ?? 0];
    const made = await create<StoreView>({
      ...LYON,
      premises: { type: 'Polygon', coordinates: LYON.premises.coordinates.map((ring) => ring.map(swap)) },
      entrance: { type: 'Point', coordinates: swap(LYON.entrance.coordinates) },
      bays: [],
    });
    expect(made.status).toBe(201);
    expect(made.body.warnings?.map(({ code }) => code)).toEqual(['swapped_coordinates']);
    expect((await admin.get<StoreView>(`/v1/stores/${made.body.id}`)).body.warnings).toEqual(
      made.body.warnings,
    );
  });

  it('is its own manager’s to change, and made by an admin alone', async () => {
    const [mine, other] = [await setup.store(), await setup.store()];
    const manager = await setup.manager(mine);
    expect((await manager.get(`/v1/stores/${mine}`)).status).toBe(200);
    expect((await manager.get(`/v1/stores/${other}`)).status).toBe(403);
    expect((await manager.put(`/v1/stores/${other}`, LYON)).status).toBe(403);
    expect((await manager.post('/v1/stores', { id: newId(), settings: LYON })).status).toBe(403);
    expect((await setup.caller({}).get(`/v1/stores/${mine}`)).status).toBe(401);
  });
});
