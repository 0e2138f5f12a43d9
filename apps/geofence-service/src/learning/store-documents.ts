/** A table with one JSON document per store, which is read whole and changed under the row's lock. */
import { inTransaction } from '@curbline/database';
import type { DataSource } from 'typeorm';

export abstract class StoreDocuments {
  /** @param table has the key `store_id` and a JSON column. Both names are constants of the program, never input. */
  constructor(
    private readonly database: DataSource,
    private readonly table: string,
    private readonly column: string,
  ) {}

  /** @returns the store's document, unparsed; `undefined` or null when there is none */
  async read(storeId: string): Promise<unknown> {
    const rows: { document: unknown }[] = await this.database.query(
      `SELECT ${this.column} AS document FROM ${this.table} WHERE store_id = $1`,
      [storeId],
    );
    return rows[0]?.document;
  }

  /** Changes the document. The row is locked meanwhile, so that no change of another process is lost. */
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
