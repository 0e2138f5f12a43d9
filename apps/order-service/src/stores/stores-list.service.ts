/** The stores of a chain by name, a page at a time, and found by words of their name, address or id. */
import { Injectable } from '@nestjs/common';
import type { StoresPage, StoresQuery } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import { DataSource } from 'typeorm';

/** $1 the one store that may be seen, null for all; $2 words without case and accents; $3 after which store; $4 how many. */
const PAGE = `
  SELECT id, name, address
  FROM (SELECT id, name, address,
          regexp_replace(normalize(lower(name || ' ' || address || ' ' || id), NFD), '[\\u0300-\\u036F]', '', 'g') AS words
        FROM store WHERE $1::text IS NULL OR id = $1) AS listed
  WHERE ($3::text IS NULL OR (name, id) > (SELECT name, id FROM store WHERE id = $3))
    AND NOT EXISTS (SELECT 1 FROM unnest($2::text[]) AS asked(word) WHERE position(word IN words) = 0)
  ORDER BY name, id LIMIT $4`;

const NO_SUCH_PAGE = {
  field: 'after',
  message: {
    en: 'take this from "next" of the page before',
    fr: 'reprenez le champ « next » de la page précédente',
  },
};

@Injectable()
export class StoresListService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param only the one store that the caller may see; null for all
   * @throws ProblemException `invalid-input` when there is no store to go on after.
   */
  async page(only: string | null, { search = '', after, limit }: StoresQuery): Promise<StoresPage> {
    if (after !== undefined && !(await this.exists(after)))
      throw problem('invalid-input', { errors: [NO_SUCH_PAGE] });
    const stores = await this.dataSource.query<StoresPage['stores']>(PAGE, [
      only,
      wordsOf(search),
      after ?? null,
      limit + 1,
    ]);
    const page = stores.slice(0, limit);
    return { stores: page, next: stores.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  private async exists(storeId: string): Promise<boolean> {
    const found = await this.dataSource.query<unknown[]>('SELECT 1 FROM store WHERE id = $1', [storeId]);
    return found.length > 0;
  }
}

const wordsOf = (search: string): string[] =>
  search.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/\s+/).filter(Boolean);
