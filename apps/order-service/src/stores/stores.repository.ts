/** A store as rows: settings in `store`, its places in `bay`; geography goes in and out as GeoJSON. */
import type { Bay, StoreSettings, StoreView } from '@curbline/contracts/http';
import { compareAndSet } from '@curbline/database';
import type { EntityManager } from 'typeorm';

interface StoreRow {
  id: string;
  version: number;
  name: string;
  address: string;
  phone: string;
  time_zone: string;
  languages: StoreSettings['languages'];
  hours: StoreSettings['hours'];
  goal_s: number;
  promise_s: number;
  lead_s: number;
  lead_follows: boolean;
  proof_policy: StoreSettings['proofPolicy'] | null;
  premises: StoreSettings['premises'];
  entrance: StoreSettings['entrance'];
  instructions: StoreSettings['instructions'];
  bays: Bay[];
}

const READ = `
  SELECT id, version, name, address, phone, time_zone, languages, hours, goal_s, promise_s, lead_s, lead_follows, proof_policy, instructions,
         ST_AsGeoJSON(premises)::jsonb AS premises, ST_AsGeoJSON(entrance)::jsonb AS entrance,
         (SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'label', bay.label, 'position', ST_AsGeoJSON(bay.position)::jsonb) ORDER BY bay.ordinal), '[]')
          FROM bay WHERE bay.store_id = store.id) AS bays
  FROM store WHERE id = $1`;

export async function readStore(
  database: Pick<EntityManager, 'query'>,
  storeId: string,
): Promise<StoreView | undefined> {
  const [row] = await database.query<StoreRow[]>(READ, [storeId]);
  if (!row) return undefined;
  return {
    id: row.id,
    version: row.version,
    settings: {
      name: row.name,
      address: row.address,
      phone: row.phone,
      timeZone: row.time_zone,
      languages: row.languages,
      hours: row.hours,
      goalS: row.goal_s,
      promiseS: row.promise_s,
      leadS: row.lead_s,
      ...(row.lead_follows ? { leadFollows: true } : {}),
      ...(row.proof_policy && { proofPolicy: row.proof_policy }),
      premises: row.premises,
      entrance: row.entrance,
      bays: row.bays,
      instructions: row.instructions,
    },
  };
}

const geoJson = (geometry: object): string => JSON.stringify(geometry);

/** @throws the database's unique violation when the id is taken. */
export async function insertStore(manager: EntityManager, view: StoreView, now: number): Promise<void> {
  const { settings } = view;
  await manager.query(
    `INSERT INTO store (id, name, address, phone, time_zone, languages, hours, goal_s, promise_s, lead_s,
                        premises, entrance, instructions, created_at, changed_at, lead_follows, proof_policy)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
             ST_GeomFromGeoJSON($11)::geography, ST_GeomFromGeoJSON($12)::geography, $13, $14, $14, $15, $16)`,
    [
      view.id,
      settings.name,
      settings.address,
      settings.phone,
      settings.timeZone,
      settings.languages,
      JSON.stringify(settings.hours),
      settings.goalS,
      settings.promiseS,
      settings.leadS,
      geoJson(settings.premises),
      geoJson(settings.entrance),
      JSON.stringify(settings.instructions),
      new Date(now),
      settings.leadFollows ?? false,
      settings.proofPolicy ? JSON.stringify(settings.proofPolicy) : null,
    ],
  );
  await insertBays(manager, view.id, settings.bays);
}

/** @returns false when the store has been changed since `version` was read. */
export async function replaceStore(
  manager: EntityManager,
  { id, version, settings }: StoreView,
  now: number,
): Promise<boolean> {
  const replaced = await compareAndSet<Record<string, unknown>>(manager, 'store', { id }, version, {
    name: settings.name,
    address: settings.address,
    phone: settings.phone,
    time_zone: settings.timeZone,
    languages: settings.languages,
    hours: JSON.stringify(settings.hours),
    goal_s: settings.goalS,
    promise_s: settings.promiseS,
    lead_s: settings.leadS,
    lead_follows: settings.leadFollows ?? false,
    proof_policy: settings.proofPolicy ? JSON.stringify(settings.proofPolicy) : null,
    instructions: JSON.stringify(settings.instructions),
    changed_at: new Date(now),
  });
  if (!replaced) return false;
  await manager.query(
    `UPDATE store SET premises = ST_GeomFromGeoJSON($2)::geography, entrance = ST_GeomFromGeoJSON($3)::geography
     WHERE id = $1`,
    [id, geoJson(settings.premises), geoJson(settings.entrance)],
  );
  await manager.query('DELETE FROM bay WHERE store_id = $1', [id]);
  await insertBays(manager, id, settings.bays);
  return true;
}

async function insertBays(manager: EntityManager, storeId: string, bays: readonly Bay[]): Promise<void> {
  await manager.query(
    `INSERT INTO bay (store_id, label, ordinal, position)
     SELECT $1, bay.label, bay.ordinal, ST_GeomFromGeoJSON(bay.position)::geography
     FROM jsonb_to_recordset($2::jsonb) AS bay(label text, ordinal integer, position text)`,
    [
      storeId,
      JSON.stringify(
        bays.map((bay, ordinal) => ({ label: bay.label, ordinal, position: geoJson(bay.position) })),
      ),
    ],
  );
}

/** What the database finds of settings that nobody else can tell. */
export interface DatabaseFindings {
  /** On the ellipsoid, square metres. */
  readonly areaM2: number;
  /** Why the outline is not valid; `null` when it is. */
  readonly invalid: string | null;
  /** The zone as the database spells it; `null` when it does not know it, and no statistics would work. */
  readonly timeZone: string | null;
}

/**
 * @param unwrapped the outline with longitudes that run on past 180°: validity is judged on the plane, the area on
 *   the ellipsoid, where the shorter way round is taken anyway.
 */
export async function askDatabase(
  manager: Pick<EntityManager, 'query'>,
  { premises, timeZone }: Pick<StoreSettings, 'premises' | 'timeZone'>,
  unwrapped: StoreSettings['premises'],
): Promise<DatabaseFindings> {
  const [found] = await manager.query<{ area: number; invalid: string | null; zone: string | null }[]>(
    `SELECT ST_Area(ST_GeomFromGeoJSON($1)::geography) AS area,
            CASE WHEN NOT ST_IsValid(plane) THEN ST_IsValidReason(plane) END AS invalid,
            (SELECT name FROM pg_timezone_names WHERE lower(name) = lower($3)) AS zone
     FROM (SELECT ST_GeomFromGeoJSON($2) AS plane) AS given`,
    [geoJson(premises), geoJson(unwrapped), timeZone],
  );
  if (!found) throw new Error('A SELECT without rows to read from gives one row');
  return { areaM2: found.area, invalid: found.invalid, timeZone: found.zone };
}
