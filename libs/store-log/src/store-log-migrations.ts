import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The store's log. `store_stream` holds each store's head; its row lock, held to commit, is what
 * makes `seq` gapless and in commit order. `pruned_seq` is the last event taken off the old end, so
 * that a reader from before it is told so instead of getting a part.
 */
class CreateStoreLog1764000000000 implements MigrationInterface {
  readonly name = 'CreateStoreLog1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE store_stream (
        store_id   text PRIMARY KEY,
        epoch      text NOT NULL DEFAULT gen_random_uuid()::text,
        seq        bigint NOT NULL DEFAULT 0 CHECK (seq >= 0),
        pruned_seq bigint NOT NULL DEFAULT 0 CHECK (pruned_seq BETWEEN 0 AND seq)
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE TABLE store_event (
        store_id       text NOT NULL,
        seq            bigint NOT NULL CHECK (seq > 0),
        epoch          text NOT NULL,
        type           text NOT NULL,
        version        smallint NOT NULL,
        entity_id      text NOT NULL,
        entity_version integer NOT NULL,
        trip_id        text,
        payload        jsonb NOT NULL,
        occurred_at    timestamptz NOT NULL,
        recorded_at    timestamptz NOT NULL,
        actor          jsonb NOT NULL,
        request_id     text,
        PRIMARY KEY (store_id, seq)
      )`);
    await runner.query(`CREATE INDEX store_event_by_entity ON store_event (store_id, entity_id, seq DESC)`);
    await runner.query(`CREATE INDEX store_event_by_trip ON store_event (store_id, trip_id, seq DESC)`);
    await runner.query(`CREATE INDEX store_event_by_time ON store_event (store_id, recorded_at)`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup instead');
  }
}

/** Owned and run with the tables of the one writer, order-service. */
export const storeLogMigrations = [CreateStoreLog1764000000000];
