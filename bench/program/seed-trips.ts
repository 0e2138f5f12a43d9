/** Trips under way by the thousand: rows as the program itself writes them, with a customer's session each. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type InMemoryTracks, TrackStore } from '@curbline/messaging';
import { DataSource } from 'typeorm';
import { AdmittedTripsService } from '../../apps/geofence-service/dist/admission/admitted-trips.service.js';
import { PremisesService } from '../../apps/geofence-service/dist/premises/premises.service.js';
import { takeFixes } from '../../apps/geofence-service/dist/track/follow-trip.js';
import { TracksService } from '../../apps/geofence-service/dist/track/tracks.service.js';
import { beginTripTrack } from '../../apps/geofence-service/dist/track/trip-track.js';
import { placeOf } from './cars.ts';
import type { SeededTrip } from './fleet.ts';
import type { Started } from './start.ts';

const AT_ONCE = 2_000;
/** Fixes that a trip has sent already, and how far apart. */
const SENT = 6;
const EVERY_MS = 4_000;

/** The rows alone. */
export async function seedTrips({ app, storeId }: Started, count: number): Promise<SeededTrip[]> {
  const database = app.get(DataSource);
  const planted: SeededTrip[] = [];
  while (planted.length < count) {
    const trips = Array.from({ length: Math.min(AT_ONCE, count - planted.length) }, () => ({
      trip: randomUUID(),
      token: randomBytes(16).toString('base64url'),
      link: randomBytes(32).toString('hex'),
    }));
    const rows = trips.map(({ token, ...rest }) => ({ ...rest, hash: sha256(token) }));
    for (const insert of INSERTS) await database.query(insert, [storeId, JSON.stringify(rows)]);
    for (const { trip, token } of trips) planted.push({ tripId: trip, cookie: `${storeId}.${token}` });
  }
  return planted;
}

/** What the program holds of each after some minutes: its track, by the real decision, and its admission. */
export async function setOff({ app, storeId }: Started, trips: readonly SeededTrip[]): Promise<void> {
  const store = await app.get(PremisesService).of(storeId);
  if (!store) throw new Error('no such store');
  const tracks = app.get(TrackStore);
  const admitted = app.get(AdmittedTripsService);
  const { wakes } = app.get(TracksService);
  for (const [i, { tripId, cookie }] of trips.entries()) {
    const now = Date.now();
    let track = beginTripTrack({ startedAt: now - SENT * EVERY_MS });
    let wakeAt: number | undefined;
    for (let sent = SENT; sent > 0; sent -= 1) {
      const at = now - sent * EVERY_MS;
      const fix = { ...placeOf(i, at), sentAt: at, receivedAt: at };
      ({ after: track, wakeAt } = takeFixes(track, [fix], at, store));
    }
    await tracks.compareAndSet(storeId, tripId, 0, track, { mayWait: true });
    wakes.set({ storeId, tripId }, wakeAt, now);
    const role = 'customer';
    const principal = { storeId, tripId, tripOpen: true, sharing: 'live', role, session: tripId } as const;
    admitted.admit(cookie, { kind: 'customer', ...principal }, now);
  }
}

/** Saves what is written behind. @returns how many tracks that were */
export async function saveTracks({ app }: Started): Promise<number> {
  const database = app.get(DataSource);
  const [{ now }] = await database.query<[{ now: string }]>('SELECT pg_current_xact_id()::text AS now');
  await app.get<InMemoryTracks>(TrackStore).flush();
  const [{ saved }] = await database.query<[{ saved: string }]>(
    'SELECT count(*) AS saved FROM sealed_track WHERE xmin::text::bigint > $1::bigint',
    [now],
  );
  return Number(saved);
}

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');

const ROWS = 'FROM jsonb_to_recordset($2::jsonb) AS row(trip uuid, hash text, link text)';
const INSERTS = [
  `INSERT INTO trip (store_id, id, state, sharing, created_at, started_at, first_sign_at)
   SELECT $1, trip, 'started', 'live', now(), now(), now() ${ROWS}`,
  `INSERT INTO trip_link (store_id, token_hash, trip_id, kind, created_at, expires_at)
   SELECT $1, decode(link, 'hex'), trip, 'customer', now(), now() + interval '1 day' ${ROWS}`,
  `INSERT INTO customer_session (store_id, token_hash, trip_id, link_hash, created_at, expires_at)
   SELECT $1, decode(hash, 'hex'), trip, decode(link, 'hex'), now(), now() + interval '1 day' ${ROWS}`,
];
