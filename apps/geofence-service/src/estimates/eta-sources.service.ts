/** What is known of the time to arrive besides the trip's own positions: the store's past trips and a router. */
import { Injectable } from '@nestjs/common';
import type { PreparedStore, TrackState } from '@curbline/domain/arrival';
import type { Remaining } from '@curbline/domain/eta';
import { projectionAround, toPosition } from '@curbline/domain/geo';
import type { ApproachModel } from '@curbline/domain/learning';
import type { Awaitable, TrackKey } from '@curbline/messaging';
import { ApproachModelsService } from '../learning/approach-models.service.js';
import { RouterEstimatesService } from './router-estimates.service.js';

export interface EtaSources {
  readonly approaches: ApproachModel | undefined;
  /** @param at server's clock, ms */
  readonly routed: (at: number) => Remaining | undefined;
}

export const NO_ETA_SOURCES: EtaSources = { approaches: undefined, routed: () => undefined };

@Injectable()
export class EtaSourcesService {
  constructor(
    private readonly models: ApproachModelsService,
    private readonly router: RouterEstimatesService,
  ) {}

  /** The sources for one trip, at once where the store's model is in memory. */
  of({ storeId, tripId }: TrackKey): Awaitable<EtaSources> {
    const sources = (approaches: ApproachModel | undefined): EtaSources => ({
      approaches,
      routed: (at) => this.router.latest(tripId, at),
    });
    const model = this.models.of(storeId);
    return model instanceof Promise ? model.then(sources) : sources(model);
  }

  /** Starts a request to the router for a car that has moved, and does not wait for its answer. */
  requestRoute({ tripId }: TrackKey, { motion, origin, phase }: TrackState, store: PreparedStore): void {
    if (!this.router.isConfigured || !motion || !origin || phase !== 'coming') return;
    const goal = toPosition(store.projection, store.goal);
    this.router.request(tripId, toPosition(projectionAround(origin), motion), goal);
  }

  /** Forgets what the router answered for a trip that has ended. */
  forget({ tripId }: TrackKey): void {
    this.router.forget(tripId);
  }
}
