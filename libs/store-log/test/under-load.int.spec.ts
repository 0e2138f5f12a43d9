import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SeededRandom, testDatabase, type TestDatabase } from '@curbline/testkit';
import { LOG_TABLES } from './log-fixtures.js';
import { followWriters, snapshotWhileWriting, writeBesideHeldStore } from './under-load.js';

/** The short form; `npm run bench -- prove-log` runs 100,000 events and 10,000 snapshots. */
const SEED = Number(process.env['SEED'] ?? 20_260_311);
const onPostgres = process.env['CURBLINE_TEST_DATABASE'] === 'postgres';

describe('the log under many writers', () => {
  let test: TestDatabase;
  const source = () => test.database.dataSource;
  beforeAll(async () => {
    test = await testDatabase(LOG_TABLES, { poolSize: 60, sessionWaitMs: 60_000 });
  }, 120_000);
  afterAll(() => test.close());

  it(`passes every event of 50 writers to a follower once and in order (seed ${SEED})`, async () => {
    // The embedded database has one session: its writers queue, so fewer events tell as much.
    const size = onPostgres ? { events: 2_000, longestMs: 400 } : { events: 300, longestMs: 40 };
    const followed = await followWriters(source(), new SeededRandom(SEED), {
      writers: 50,
      stores: 5,
      longShare: 0.005,
      ...size,
    });
    expect(followed).toMatchObject({ wrong: 0, followed: size.events });
  }, 120_000);

  it(`takes snapshots that match their position while the state changes (seed ${SEED})`, async () => {
    const trials = onPostgres ? 300 : 60;
    const taken = await snapshotWhileWriting(source(), new SeededRandom(SEED), {
      trials,
      writers: 4,
      readers: 2,
    });
    expect(taken).toMatchObject({ misses: 0, trials });
    expect(taken.writtenMeanwhile).toBeGreaterThan(10);
  }, 60_000);

  (onPostgres ? it : () => {})('lets one store write while the commit of another is held', async () => {
    expect(await writeBesideHeldStore(source(), 1_000)).toBeLessThan(500);
  });
});
