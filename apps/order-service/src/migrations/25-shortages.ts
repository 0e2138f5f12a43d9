/** Missing goods: the question about a line and what became of it, what a card says of them, what a store allows. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Shortages1767227150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE store ADD COLUMN shortages jsonb;

ALTER TABLE pickup_order ADD COLUMN shortages jsonb;

CREATE TABLE shortage (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  line integer NOT NULL,
  state text NOT NULL,
  sku text,
  name text NOT NULL,
  ordered numeric NOT NULL,
  missing numeric NOT NULL,
  substitute text,
  choices text[] NOT NULL,
  fallback text NOT NULL,
  asked_at timestamptz NOT NULL,
  answer_until timestamptz NOT NULL,
  choice text,
  settled_at timestamptz,
  CONSTRAINT shortage_pkey PRIMARY KEY (store_id, order_id, line),
  CONSTRAINT shortage_order_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order (store_id, id)
    ON DELETE CASCADE,
  CONSTRAINT shortage_state_check CHECK (state IN ('asked', 'agreed', 'fallen_back', 'withdrawn')),
  CONSTRAINT shortage_choices_check
    CHECK (choices <@ ARRAY['substitute', 'without', 'home_delivery', 'refund'] AND fallback = ANY (choices)),
  CONSTRAINT shortage_choice_check CHECK ((choice IS NOT NULL) = (state IN ('agreed', 'fallen_back'))),
  CONSTRAINT shortage_choice_offered CHECK (choice = ANY (choices)),
  CONSTRAINT shortage_missing_check CHECK (missing > 0 AND missing <= ordered),
  CONSTRAINT shortage_settled_check CHECK ((settled_at IS NULL) = (state = 'asked'))
);

CREATE INDEX shortage_asked ON shortage (answer_until) WHERE state = 'asked';

CREATE TRIGGER shortage_steps BEFORE UPDATE OF state ON shortage FOR EACH ROW EXECUTE FUNCTION
  refuse_illegal_step('agreed>asked,fallen_back>asked,withdrawn>asked,asked>agreed,asked>fallen_back,asked>withdrawn,agreed>withdrawn,fallen_back>withdrawn');
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
