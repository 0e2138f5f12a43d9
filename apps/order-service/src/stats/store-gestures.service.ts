/** How often a store's people gave a customer something on some days. */
import { Injectable } from '@nestjs/common';
import type { GesturesQuery, GivenGestures } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { GesturesRepository } from '../gestures/gestures.repository.js';
import { StoresService } from '../stores/stores.service.js';
import { rangeOf } from './asked-range.js';
import { localDay } from './period.js';

@Injectable()
export class StoreGesturesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly gestures: GesturesRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemException `store-unknown`, or `invalid-input` for a range that is too long. */
  read(storeId: string, query: GesturesQuery): Promise<GivenGestures> {
    return readSnapshot(this.dataSource, async (manager) => {
      const { timeZone } = (await this.stores.require(manager, storeId)).settings;
      const range = rangeOf(query, localDay(this.clock.now(), timeZone));
      return { ...range, gestures: await this.gestures.count(manager, { storeId, timeZone, ...range }) };
    });
  }
}
