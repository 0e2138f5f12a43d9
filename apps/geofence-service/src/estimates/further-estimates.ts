/** What is known of a trip's seconds left besides its own positions: the store's past trips and a router. */
import { Injectable } from '@nestjs/common';
import type { PreparedStore } from '@curbline/domain/arrival';
import type { Remaining } from '@curbline/domain/eta';
import { projectionAround, toPosition } from '@curbline/domain/geo';
import type { ApproachModel } from '@curbline/domain/learning';
import type { Awaitable } from '@curbline/messaging';
import type { TripKey } from '../track/messages.js';
import type { TripTrack } from '../track/trip-track.js';
import { ApproachModels } from './approach-models.js';
import { RoutedTrips } from './routed-trips.js';

export interface Further {
  readonly approaches: ApproachModel | undefined;
  /** @param at server's clock, ms */
  readonly routed: (at: number) => Remaining | undefined;
}

export const NOTHING_FURTHER: Further = { approaches: undefined, routed: () => undefined };

@Injectable()
export class FurtherEstimates {
  constructor(
    private readonly models: ApproachModels,
    private readonly routes: RoutedTrips,
  ) {}

  of({ storeId, tripId }: TripKey): Awaitable<Further> {
    const further = (approaches: ApproachModel | undefined): Further => ({
      approaches,
      routed: (at) => this.routes.latest(tripId, at),
    });
    const model = this.models.of(storeId);
    return model instanceof Promise ? model.then(further) : further(model);
  }

  /** A trip has moved: sets the next question to the router off, and waits for nothing. */
  moved({ tripId }: TripKey, { track }: TripTrack, store: PreparedStore): void {
    const { motion, origin, phase } = track;
    if (!this.routes.mayAsk || !motion || !origin || phase !== 'coming') return;
    const goal = toPosition(store.projection, store.goal);
    this.routes.ask(tripId, toPosition(projectionAround(origin), motion), goal);
  }

  ended({ tripId }: TripKey): void {
    this.routes.forget(tripId);
  }
}
