/**
 * Notes in the database which stores have a board that is connected, whatever process holds the connection, so that an
 * alert can tell a store whose boards are all dark. The function is the contract of order-service.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';

/** How often it is noted for a store, ms: a third of what `DARK_AFTER_MS` of libs/domain allows. */
const NOTE_EVERY_MS = 15_000;

@Injectable()
export class BoardPresence {
  private noted: ReadonlyMap<string, number> = new Map();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Called every few seconds.
   * @param storeIds the stores that have a live board in this process
   */
  async note(storeIds: ReadonlySet<string>): Promise<void> {
    const now = this.clock.now();
    const since = (storeId: string): number => {
      const at = this.noted.get(storeId);
      return at !== undefined && now - at < NOTE_EVERY_MS ? at : now;
    };
    const noted = new Map([...storeIds].map((storeId) => [storeId, since(storeId)]));
    const due = [...storeIds].filter((storeId) => noted.get(storeId) !== this.noted.get(storeId));
    if (due.length > 0)
      await this.dataSource.query('SELECT note_boards_connected($1, $2)', [due, new Date(now)]);
    this.noted = noted;
  }
}
