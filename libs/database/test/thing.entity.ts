import type { Polygon } from 'geojson';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { geography, type MigrationSet } from '@curbline/database';

/** A row with everything that could differ between the two kinds of database. */
@Entity('thing')
export class Thing {
  @PrimaryColumn({ name: 'thing_id', type: 'text' })
  thingId!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'ground', ...geography('Polygon', { nullable: true }) })
  ground!: Polygon | null;

  @Column({ name: 'facts', type: 'jsonb', nullable: true })
  facts!: unknown;
}

class CreateThing1763000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE thing (thing_id text PRIMARY KEY, state text NOT NULL, version integer NOT NULL,
                          ground geography(Polygon, 4326), facts jsonb)`);
    await runner.query('CREATE TABLE bare (bare_id text, state text NOT NULL, version integer NOT NULL)');
  }
  async down(): Promise<void> {
    throw new Error('forward only');
  }
}

export const THINGS: MigrationSet = {
  owner: 'things',
  tableName: 'thing_migrations',
  migrations: [CreateThing1763000000000],
};

/** The table without a key: what looks like one names several rows. */
@Entity('bare')
export class Bare {
  @PrimaryColumn('text', { name: 'bare_id' })
  bareId!: string;

  @Column('text')
  state!: string;

  @Column('integer')
  version!: number;
}
