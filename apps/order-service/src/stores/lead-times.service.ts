/** Keeps the lead of the stores that want it so at how long their people take to walk out. */
import { Injectable } from '@nestjs/common';
import { automaticLeadTime } from '@curbline/domain/learning';
import { Clock } from '@curbline/platform';
import { oneByOne } from '../changes/one-by-one.js';
import { LeadTimesRepository } from './lead-times.repository.js';
import { StoresService } from './stores.service.js';

/** What people took longer ago says nothing about today's. */
const LOOK_BACK_MS = 14 * 24 * 3_600_000;

@Injectable()
export class LeadTimesService {
  constructor(
    private readonly repository: LeadTimesRepository,
    private readonly clock: Clock,
    private readonly stores: StoresService,
  ) {}

  /** One step for each store whose lead follows; called now and then. */
  async follow(): Promise<void> {
    const since = new Date(this.clock.now() - LOOK_BACK_MS);
    await oneByOne(
      'The update of an automatic lead time',
      await this.repository.followingStores(),
      async (storeId) => {
        const walkOuts = await this.repository.walkOuts(storeId, since);
        await this.stores.changeLead(storeId, (leadS) => automaticLeadTime(leadS, walkOuts));
        return true;
      },
    );
  }
}
