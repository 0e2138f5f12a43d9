/** Takes what shops report of their stock. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import type { ReportStock, StockLevel, StockReported } from '@curbline/contracts/http';
import { isOldLevel, LEVEL_AHEAD_MS } from '@curbline/domain/stock';
import { Clock, type FieldError, isoOf, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { ChangesService } from '../changes/changes.service.js';
import { StoresService } from '../stores/stores.service.js';
import { StockLevelsRepository } from './stock-levels.repository.js';

@Injectable()
export class StockService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly changes: ChangesService,
    private readonly stores: StoresService,
    private readonly levels: StockLevelsRepository,
  ) {}

  /**
   * Reports may come in any order: of each SKU the newest level stays.
   * @throws ProblemException `store-unknown`, `invalid-input` for an instant that is still to come.
   */
  async report(storeId: string, { at, levels }: ReportStock, actor: Actor): Promise<StockReported> {
    await this.stores.get(storeId);
    return this.changes.run({ actor, storeId }, async ({ manager, now }) => {
      if (Date.parse(at) > now + LEVEL_AHEAD_MS) throw problem('invalid-input', { errors: [TO_COME] });
      const taken = await this.levels.put(manager, storeId, levels, new Date(at));
      return { taken, newerKept: levels.length - taken };
    });
  }

  /** @throws ProblemException `store-unknown`, `stock-unknown` when nothing was reported of the SKU. */
  async read(storeId: string, sku: string): Promise<StockLevel> {
    await this.stores.get(storeId);
    const level = await this.levels.find(this.dataSource.manager, storeId, sku);
    if (!level) throw problem('stock-unknown');
    return {
      sku,
      quantity: level.quantity,
      at: isoOf(level.at),
      old: isOldLevel(level.at, this.clock.now()),
    };
  }
}

const TO_COME: FieldError = {
  field: 'at',
  message: {
    en: 'this is still to come: send when the store had these quantities, and check the clock',
    fr: 'cet instant est à venir\u00a0: envoyez celui où le magasin avait ces quantités, et vérifiez l’horloge',
  },
};
