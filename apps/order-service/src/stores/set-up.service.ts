/** How far the set-up of a store has come, on whatever device it is looked at. */
import { Injectable } from '@nestjs/common';
import { SetUpStep, type SetUpView } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { SetUpRepository } from './set-up.repository.js';

@Injectable()
export class SetUpService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly idempotency: IdempotencyService,
    private readonly repository: SetUpRepository,
  ) {}

  /** @throws ProblemException `store-unknown` */
  read(storeId: string): Promise<SetUpView> {
    return this.view(this.db.manager, storeId);
  }

  /** @throws ProblemException `store-unknown` */
  skip(storeId: string, step: SetUpStep, skipped: boolean): Promise<SetUpView> {
    return this.idempotency.inTransaction(this.clock.now(), storeId, async (manager) => {
      await this.repository.skip(manager, storeId, step, skipped);
      return this.view(manager, storeId);
    });
  }

  private async view(manager: EntityManager, storeId: string): Promise<SetUpView> {
    const found = await this.repository.read(manager, storeId);
    if (!found) throw problem('store-unknown');
    const { skipped, ...done } = found;
    return {
      steps: SetUpStep.options.map((step) => ({ step, done: done[step], skipped: skipped.includes(step) })),
    };
  }
}
