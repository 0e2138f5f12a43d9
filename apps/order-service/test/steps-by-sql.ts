/**
 * Random sequences of states written by hand in SQL, past every program, beside the domain's transition
 * tables: the database lets exactly those moves through, from wherever a row stands.
 */
import { randomUUID } from 'node:crypto';
import { allowedMoves, ORDER_STATES, ORDER_TRANSITIONS } from '@curbline/domain/order';
import { TRIP_STATES, TRIP_TRANSITIONS } from '@curbline/domain/trip';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';

/** One statement a step; a refused one leaves the row where it was. Gives where the row stood after each. */
const TRY_STEPS = `
CREATE OR REPLACE FUNCTION try_steps(machine text, row_store text, row_id uuid, wanted text[]) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
  step text;
  stands text;
  stood text[] := '{}';
BEGIN
  FOREACH step IN ARRAY wanted LOOP
    BEGIN
      IF machine = 'trip' THEN
        UPDATE trip SET state = step,
          closed_at = CASE WHEN step IN ('completed', 'canceled', 'expired') THEN created_at END
        WHERE store_id = row_store AND id = row_id RETURNING state INTO stands;
      ELSE
        UPDATE pickup_order SET state = step,
          handed_over_at = CASE WHEN step = 'handed_over' THEN created_at END,
          proof = CASE WHEN step = 'handed_over' THEN 'none' END
        WHERE store_id = row_store AND id = row_id RETURNING state INTO stands;
      END IF;
    EXCEPTION WHEN check_violation THEN
      IF machine = 'trip' THEN
        SELECT state INTO stands FROM trip WHERE store_id = row_store AND id = row_id;
      ELSE
        SELECT state INTO stands FROM pickup_order WHERE store_id = row_store AND id = row_id;
      END IF;
    END;
    stood := stood || stands;
  END LOOP;
  RETURN stood;
END $$`;

const INSERT_TRIP = `
  INSERT INTO trip (store_id, id, state, sharing, created_at, arrival_occurred_at, arrival_evidence, closed_at)
  SELECT $1, $2, $3, 'none', now(), now(), 'staff_entered',
         CASE WHEN $3 IN ('completed', 'canceled', 'expired') THEN now() END`;

const INSERT_ORDER = `
  INSERT INTO pickup_order (store_id, id, trip_id, state, short_code, hand_over_code, customer_name, language,
                            pickup_type, items_count, flags, created_at, handed_over_at, proof)
  SELECT $1, $2::uuid, $4, $3, $2::uuid::text, '2222', 'Zoé', 'fr', 'curbside', 1, '{}', now(),
         CASE WHEN $3 = 'handed_over' THEN now() END, CASE WHEN $3 = 'handed_over' THEN 'none' END`;

const MACHINES = {
  trip: { states: TRIP_STATES, moves: allowedMoves(TRIP_TRANSITIONS), insert: INSERT_TRIP },
  pickup_order: { states: ORDER_STATES, moves: allowedMoves(ORDER_TRANSITIONS), insert: INSERT_ORDER },
} as const;

/**
 * Walks `runs` random sequences, half of them through each machine.
 * @returns how many steps were tried, and how many the database refused.
 * @throws the sequence, made as short as possible, at which database and domain differ.
 */
export async function walkBySql(
  database: DataSource,
  storeId: string,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<{ tried: number; refused: number }> {
  await database.query(TRY_STEPS);
  const tripId = randomUUID();
  await database.query(INSERT_TRIP, [storeId, tripId, 'started']);
  const counted = { tried: 0, refused: 0 };
  for (const [machine, { states, moves, insert }] of Object.entries(MACHINES)) {
    const allowed = new Set(moves.map(([from, to]) => `${from}>${to}`));
    const state = fc.constantFrom<string>(...states);
    const wanted = fc.array(
      fc.oneof({ weight: 30, arbitrary: state }, { weight: 1, arbitrary: fc.string() }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(state, wanted, async (from, raw) => {
        // No text of Postgres holds a NUL or half a pair; that is refused before any rule of ours.
        const steps = raw.map((text) => text.toWellFormed().replaceAll('\0', ''));
        const id = randomUUID();
        await database.query(insert, [storeId, id, from, ...(machine === 'trip' ? [] : [tripId])]);
        const [row] = await database.query<{ stood: string[] }[]>(
          'SELECT try_steps($1, $2, $3, $4) AS stood',
          [machine, storeId, id, steps],
        );
        let stands = from;
        const expected = steps.map((step) => (stands = allowed.has(`${stands}>${step}`) ? step : stands));
        if (JSON.stringify(row?.stood) !== JSON.stringify(expected))
          throw new Error(
            `${machine} from ${from} by ${steps.join(', ')}: stood at ${row?.stood.join(', ')}`,
          );
        counted.tried += steps.length;
        counted.refused += steps.filter((step, index) => expected[index] !== step).length;
      }),
      { numRuns: Math.ceil(runs / 2), seed },
    );
  }
  return counted;
}
