/** Finds stores by words of their name, address, region or id, in the order of their names. */
import { Injectable } from '@nestjs/common';
import type { RegionView, StoresPage } from '@curbline/contracts/http';
import { DataSource, type EntityManager } from 'typeorm';

/**
 * $1 the stores that may be seen, null for all; $2 words without case and accents.
 * Accents go first: a database with the locale "C" makes small letters of plain ones only.
 */
const MATCHING = `
  SELECT id, name, address, region
  FROM (SELECT id, name, address, region,
          lower(regexp_replace(normalize(concat_ws(' ', name, address, region, id), NFD), '[\\u0300-\\u036F]', '', 'g')) AS words
        FROM store WHERE $1::text[] IS NULL OR id = ANY($1)) AS listed
  WHERE NOT EXISTS (SELECT 1 FROM unnest($2::text[]) AS asked(word) WHERE position(word IN words) = 0)`;

/** $3 after which store; $4 how many. */
const PAGE = `
  SELECT id, name, address, region FROM (${MATCHING}) AS found
  WHERE $3::text IS NULL OR (name, id) > (SELECT name, id FROM store WHERE id = $3)
  ORDER BY name, id LIMIT $4`;

@Injectable()
export class StoresListRepository {
  constructor(private readonly db: DataSource) {}

  /**
   * @param reached the stores to look at; null for all
   * @param search words that a store has to have, all of them; case and accents do not matter
   * @param after the id of the store before the first one; null to begin with the first
   */
  find(
    reached: readonly string[] | null,
    search: string,
    after: string | null,
    limit: number,
  ): Promise<StoresPage['stores']> {
    return this.db.query<StoresPage['stores']>(PAGE, [reached, wordsOf(search), after, limit]);
  }

  /** The ids of all stores that {@link find} would find, in no order. */
  async ids(manager: EntityManager, reached: readonly string[] | null, search: string): Promise<string[]> {
    const sql = `SELECT id FROM (${MATCHING}) AS found`;
    const found = await manager.query<{ id: string }[]>(sql, [reached, wordsOf(search)]);
    return found.map(({ id }) => id);
  }

  /** The regions of all stores, by name. */
  regions(): Promise<RegionView[]> {
    return this.db.query<RegionView[]>(
      `SELECT region, count(*)::integer AS stores FROM store WHERE region IS NOT NULL GROUP BY region ORDER BY region`,
    );
  }

  async exists(storeId: string): Promise<boolean> {
    const found = await this.db.query<unknown[]>('SELECT 1 FROM store WHERE id = $1', [storeId]);
    return found.length > 0;
  }
}

const wordsOf = (search: string): string[] =>
  search.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/\s+/).filter(Boolean);
