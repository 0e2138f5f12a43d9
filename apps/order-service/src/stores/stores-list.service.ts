/** The stores of a chain by name, a page at a time, and found by words of their name, address, region or id. */
import { Injectable } from '@nestjs/common';
import type { StoresPage, StoresQuery } from '@curbline/contracts/http';
import { problem, type ProblemException } from '@curbline/platform';
import { StoresListRepository } from './stores-list.repository.js';

/** The refusal of an `after` that no page before can have given. */
export const noSuchPage = (): ProblemException =>
  problem('invalid-input', {
    errors: [
      {
        field: 'after',
        message: {
          en: 'take this from "next" of the page before',
          fr: 'reprenez le champ «\u00a0next\u00a0» de la page précédente',
        },
      },
    ],
  });

@Injectable()
export class StoresListService {
  constructor(private readonly repository: StoresListRepository) {}

  /**
   * @param reached the stores that the caller may see; null for all
   * @throws ProblemException `invalid-input` when there is no store to go on after.
   */
  async page(
    reached: readonly string[] | null,
    { search = '', after, limit }: StoresQuery,
  ): Promise<StoresPage> {
    if (after !== undefined && !(await this.repository.exists(after))) throw noSuchPage();
    const stores = await this.repository.find(reached, search, after ?? null, limit + 1);
    const page = stores.slice(0, limit);
    return { stores: page, next: stores.length > limit ? (page.at(-1)?.id ?? null) : null };
  }
}
