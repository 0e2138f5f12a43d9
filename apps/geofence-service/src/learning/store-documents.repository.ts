/** What a table keeps of each store as one JSON document: read whole, changed under the row's lock. */
import { inTransaction } from '@curbline/database';
import type { DataSource } from 'typeorm';

export class StoreDocumentsRepository {
  /** @param table with a `store_id`, its key, and a JSON column. Both names are ours, never anybody's input. */
  constructor(
    private readonly database: DataSource,
    private readonly table: string,
    private readonly column: string,
  ) {}

  /** @returns the store's document as it is kept, unparsed; `undefined` or null when there is none */
  async read(storeId: string): Promise<unknown> {
    const rows: { document: unknown }[] = await this.database.query(
      `SELECT ${this.column} AS document FROM ${this.table} WHERE store_id = $1`,
      [storeId],
    );
    return rows[0]?.document;
  }

  /** Changes the document. The row is locked meanwhile, so that what another process adds is not lost. */
  async change(storeId: string, after: (before: unknown) => object): Promise<void> {
    const { table, column } = this;
    await inTransaction(this.database, async (manager) => {
      await manager.query(`INSERT INTO ${table} (store_id) VALUES ($1) ON CONFLICT DO NOTHING`, [storeId]);
      const rows: { document: unknown }[] = await manager.query(
        `SELECT ${column} AS document FROM ${table} WHERE store_id = $1 FOR UPDATE`,
        [storeId],
      );
      await manager.query(`UPDATE ${table} SET ${column} = $2 WHERE store_id = $1`, [
        storeId,
        JSON.stringify(after(rows[0]?.document)),
      ]);
    });
  }
}
