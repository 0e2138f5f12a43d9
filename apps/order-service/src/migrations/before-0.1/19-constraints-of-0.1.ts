/**
 * The first of these steps took its lists of states, evidence and moves from the program's tables as they were when it
 * ran. Here every database that began with it gets the lists of version 0.1.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ConstraintsOf011767226860000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE trip
  DROP CONSTRAINT trip_state_check,
  DROP CONSTRAINT trip_arrival_evidence_check,
  ADD CONSTRAINT trip_state_check CHECK (state IN ('pending', 'started', 'approaching', 'arrived', 'departed', 'left_open', 'completed', 'canceled', 'expired')),
  ADD CONSTRAINT trip_arrival_evidence_check CHECK (arrival_evidence IN ('tapped_far', 'tapped_unseen', 'text_message', 'tapped_near', 'position_inside', 'position_parked', 'bay_scanned', 'staff_entered'));

ALTER TABLE pickup_order
  DROP CONSTRAINT pickup_order_state_check,
  ADD CONSTRAINT pickup_order_state_check CHECK (state IN ('placed', 'preparing', 'ready', 'handed_over', 'canceled', 'not_collected'));

DROP TRIGGER trip_steps ON trip;
CREATE TRIGGER trip_steps BEFORE UPDATE OF state ON trip
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step('pending>started,left_open>started,started>approaching,pending>arrived,started>arrived,approaching>arrived,departed>arrived,left_open>arrived,arrived>started,arrived>pending,left_open>pending,departed>started,arrived>departed,arrived>left_open,started>pending,approaching>pending,departed>pending,pending>completed,started>completed,approaching>completed,arrived>completed,departed>completed,left_open>completed,expired>completed,completed>arrived,completed>started,completed>pending,expired>pending,pending>canceled,started>canceled,approaching>canceled,arrived>canceled,departed>canceled,left_open>canceled,pending>expired,started>expired,approaching>expired,departed>expired,left_open>expired');
DROP TRIGGER pickup_order_steps ON pickup_order;
CREATE TRIGGER pickup_order_steps BEFORE UPDATE OF state ON pickup_order
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step('placed>preparing,placed>ready,preparing>ready,placed>handed_over,preparing>handed_over,ready>handed_over,not_collected>handed_over,not_collected>ready,not_collected>placed,handed_over>ready,placed>canceled,preparing>canceled,ready>canceled,not_collected>canceled,placed>not_collected,preparing>not_collected,ready>not_collected');`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
