/** Puts an order that is ready into a compartment of the store's lockers. */
import { Injectable } from '@nestjs/common';
import type { CardLocker } from '@curbline/contracts/events';
import type { Compartment, StoreSettings } from '@curbline/contracts/http';
import { compartmentsFor, fits, mayLieInLocker } from '@curbline/domain/locker';
import { isoOf, problem } from '@curbline/platform';
import { endsInLocker } from '@curbline/domain/service';
import type { Change } from '../changes/changes.service.js';
import { LockerUsesRepository } from '../pickups/locker-uses.repository.js';
import { NOT_HELD, type StoredOrder } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';

/** For how long an order lies in a compartment where the store has said nothing. */
const USUAL_HOLD_HOURS = 24;
const HOUR_MS = 3_600_000;
const OPEN = new Set<StoredOrder['order']['state']>(['placed', 'preparing', 'ready']);

/** A compartment with the lockers that it is in. */
export interface CompartmentOfStore extends Compartment {
  readonly bank: string;
}

interface Found {
  readonly pickup: Pickup;
  readonly order: StoredOrder;
}

type Lockers = Pick<StoreSettings, 'lockers' | 'lockerHoldHours'>;

export const compartmentsOf = ({ lockers = [] }: Lockers): CompartmentOfStore[] =>
  lockers.flatMap(({ label: bank, compartments }) => compartments.map((one) => ({ ...one, bank })));

@Injectable()
export class CompartmentsService {
  constructor(
    private readonly pickups: PickupsService,
    private readonly uses: LockerUsesRepository,
  ) {}

  /**
   * Puts an order for a locker into a compartment before it is said to be ready; leaves every other as it is.
   * @param wish a label, null for none, undefined for the one that fits best
   * @throws ProblemException `no-compartment-free`, `compartment-taken`, `compartment-unfit`
   */
  async putAway(
    change: Change,
    found: Found,
    settings: Lockers,
    wish: string | null | undefined,
  ): Promise<Found> {
    const { order } = found;
    if (!endsInLocker(order.terms.service) || !OPEN.has(order.order.state)) return found;
    if (wish === null) return order.locker === null ? found : this.takeOut(change, found);
    if (order.locker !== null && (wish === undefined || isLabel(wish)(order.locker.compartment)))
      return found;
    const place =
      wish === undefined
        ? await this.takeBest(change, order, compartmentsOf(settings))
        : await this.takeChosen(
            change,
            order,
            compartmentsOf(settings).find(({ label }) => isLabel(wish)(label)),
          );
    const { bank, label: compartment, size } = place;
    const locker: CardLocker = { bank, compartment, size, assignedAt: isoOf(change.now) };
    const heldUntil = change.now + (settings.lockerHoldHours ?? USUAL_HOLD_HOURS) * HOUR_MS;
    const held = { locker, heldUntil, holdToldAt: null };
    return this.pickups.changeBeside(change, found.pickup, order, { held }, 'locker_assigned');
  }

  /** Staff took the goods out; the compartment is free. */
  takeOut(change: Change, { pickup, order }: Found): Found {
    this.uses.end(change.manager, order);
    return this.pickups.changeBeside(change, pickup, order, { held: NOT_HELD }, 'locker_emptied');
  }

  private async takeBest(
    { manager }: Change,
    order: StoredOrder,
    compartments: readonly CompartmentOfStore[],
  ): Promise<CompartmentOfStore> {
    const used = await this.uses.find(manager, order.storeId);
    const taken = used.map(({ compartment }) => compartment);
    for (const place of compartmentsFor(order.terms, compartments, taken)) {
      // One that another order got a moment ago is passed over.
      if (await this.uses.take(manager, order, place.label)) return place;
    }
    throw problem('no-compartment-free');
  }

  private async takeChosen(
    { manager }: Change,
    order: StoredOrder,
    place: CompartmentOfStore | undefined,
  ): Promise<CompartmentOfStore> {
    if (!place || !mayLieInLocker(order.terms) || !fits(order.terms, place.size))
      throw problem('compartment-unfit');
    if (!(await this.uses.take(manager, order, place.label))) throw problem('compartment-taken');
    return place;
  }
}

/** Labels are the same in any case, as those of all places. */
export const isLabel =
  (wanted: string) =>
  (label: string): boolean =>
    label.toUpperCase() === wanted.toUpperCase();
