/** The rows of a store's screen and its tokens, as a backup of the database holds them. */
import { Sessions } from '@curbline/access';
import type { Crew } from './crew.js';

export interface ScreenBackup {
  device: Record<string, unknown>;
  tokens: Record<string, unknown>[];
}
export const backUp = async ({ setup, storeId }: Crew): Promise<ScreenBackup> => ({
  device: (await setup.dataSource.query('SELECT * FROM device WHERE store_id = $1', [storeId]))[0],
  tokens: await setup.dataSource.query('SELECT * FROM device_token WHERE store_id = $1', [storeId]),
});
export async function restore({ setup, storeId }: Crew, { device, tokens }: ScreenBackup): Promise<void> {
  await setup.dataSource.query('DELETE FROM device_token WHERE store_id = $1', [storeId]);
  await setup.dataSource.query(
    'UPDATE device SET token_hash = $2, generation = $3, rotation_key = $4, rotated_at = $5 WHERE store_id = $1',
    [storeId, device['token_hash'], device['generation'], device['rotation_key'], device['rotated_at']],
  );
  for (const row of tokens) {
    await setup.dataSource.query(
      `INSERT INTO device_token (store_id, token_hash, device_id, generation, issued_at, replaced_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      ['store_id', 'token_hash', 'device_id', 'generation', 'issued_at', 'replaced_at'].map(
        (column) => row[column],
      ),
    );
  }
  setup.app.get(Sessions).forget();
}
