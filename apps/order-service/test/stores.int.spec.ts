/** Stores: made, replaced, refused with the reason; kept as geography. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoreSettings, StoreView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { LYON, World, type Caller } from './world.js';

let world: World;
let admin: Caller;
beforeAll(async () => {
  world = await World.open();
  admin = await world.manager(null);
}, 120_000);
afterAll(() => world.close());

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

  it('has its premises measured by the database in metres', async () => {
    const storeId = await world.store();
    const rows: { area: string; inside: boolean }[] = await world.dataSource.query(
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

  it('is its own manager’s to change, and made by an admin alone', async () => {
    const [mine, other] = [await world.store(), await world.store()];
    const manager = await world.manager(mine);
    expect((await manager.get(`/v1/stores/${mine}`)).status).toBe(200);
    expect((await manager.get(`/v1/stores/${other}`)).status).toBe(403);
    expect((await manager.put(`/v1/stores/${other}`, LYON)).status).toBe(403);
    expect((await manager.post('/v1/stores', { id: newId(), settings: LYON })).status).toBe(403);
    expect((await world.caller({}).get(`/v1/stores/${mine}`)).status).toBe(401);
  });
});
