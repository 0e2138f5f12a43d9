/** Who wants no messages. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Suppressions1767227021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE suppression (
  hash bytea NOT NULL,
  channel text NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT suppression_pkey PRIMARY KEY (hash, channel),
  CONSTRAINT suppression_channel_check CHECK (channel IN ('push', 'sms', 'email'))
);
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
