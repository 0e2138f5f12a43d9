/**
 * A chain made for a load: stores, their screens, a person in each and a shop's key, written the shortest way
 * (enrolling a thousand screens by their codes would take minutes of argon2id).
 */
import { randomUUID } from 'node:crypto';
import { hashToken, newToken } from '@curbline/access';
import { inTransaction, type Database } from '@curbline/database';
import { PeopleService, ShopKeysRepository, StoresService } from '@curbline/order-service';
import { renewEpoch } from '@curbline/store-log';
import type { EntityManager } from 'typeorm';
import type { StoreSettings } from '@curbline/contracts/http';
import { composeApplication } from '../../dist/src/compose.js';
import { DEMO_STORES } from '../../dist/src/demo/demo-stores.js';

export interface ChainStore {
  readonly id: string;
  /** Where its customers park. */
  readonly bay: { readonly latitude: number; readonly longitude: number };
  /** A Cookie header for each screen on the wall. */
  readonly boards: readonly string[];
  /** And of a handheld with a person signed in. */
  readonly handheld: string;
}

export interface Chain {
  readonly apiKey: string;
  readonly stores: readonly ChainStore[];
}

const STORES_A_ROW = 25;
const APART_DEG = 0.2;

/** @param boards screens in all, shared out evenly */
export async function makeChain(database: Database, stores: number, boards: number): Promise<Chain> {
  const platform = { name: 'chain', publicUrl: 'http://localhost', log: { level: 'silent' as const } };
  const app = await composeApplication({ database, platform: { ...platform, handleSignals: false } });
  await app.init();
  const { dataSource } = database;
  const people = app.get(PeopleService, { strict: false });
  const now = Date.now();
  const made: ChainStore[] = [];
  for (let n = 0; n < stores; n += 1) {
    const id = `store-${String(n + 1).padStart(5, '0')}`;
    const settings = settingsOf(n);
    await app.get(StoresService, { strict: false }).create(id, settings);
    const [longitude, latitude] = settings.bays[0]!.position.coordinates;
    const screens = Math.floor((boards * (n + 1)) / stores) - Math.floor((boards * n) / stores);
    const cookies = await inTransaction(dataSource, async (manager) => {
      const walls = [];
      for (let b = 0; b < screens; b += 1) walls.push((await enrol(manager, id, 'wall', now)).cookie);
      return { boards: walls, handheld: await signedIn(manager, people, id, now) };
    });
    // As if it had been open for a while: its log has begun.
    await renewEpoch(dataSource, id);
    made.push({ id, bay: { latitude, longitude }, ...cookies });
  }
  const shop = { shopId: 'load', name: 'Load', storeIds: null };
  const { key } = await inTransaction(dataSource, (manager) =>
    new ShopKeysRepository().create(manager, shop, now),
  );
  await app.close();
  return { apiKey: key, stores: made };
}

/** The demonstration's first shop, moved to a place of its own. */
function settingsOf(n: number): StoreSettings {
  const { settings } = DEMO_STORES[0];
  const east = (n % STORES_A_ROW) * APART_DEG;
  const south = Math.floor(n / STORES_A_ROW) * APART_DEG;
  const move = ([x = 0, y = 0]: readonly number[]): [number, number] => [x + east, y - south];
  return {
    ...settings,
    name: `Store ${n + 1}`,
    premises: { type: 'Polygon', coordinates: settings.premises.coordinates.map((ring) => ring.map(move)) },
    entrance: { type: 'Point', coordinates: move(settings.entrance.coordinates) },
    bays: settings.bays.map(({ label, position }) => ({
      label,
      position: { type: 'Point' as const, coordinates: move(position.coordinates) },
    })),
  };
}

async function enrol(
  manager: EntityManager,
  storeId: string,
  kind: 'wall' | 'handheld',
  now: number,
): Promise<{ id: string; cookie: string }> {
  const [id, token] = [randomUUID(), newToken()];
  await manager.query(
    `INSERT INTO device (store_id, id, name, kind, token_hash, enrolled_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [storeId, id, kind, kind, hashToken(token), new Date(now)],
  );
  return { id, cookie: `curbline-device=${storeId}.${token}` };
}

async function signedIn(
  manager: EntityManager,
  people: PeopleService,
  storeId: string,
  now: number,
): Promise<string> {
  const { id: deviceId, cookie } = await enrol(manager, storeId, 'handheld', now);
  const { id: staffId } = await people.add(
    manager,
    storeId,
    { name: 'Sam', role: 'staff', pin: '482913' },
    now,
  );
  const token = newToken();
  await manager.query(
    `INSERT INTO staff_session (store_id, token_hash, staff_id, device_id, created_at, last_acted_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [storeId, hashToken(token), staffId, deviceId, new Date(now), new Date(now + 12 * 3_600_000)],
  );
  return `${cookie}; curbline-staff=${storeId}.${token}`;
}
