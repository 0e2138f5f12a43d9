/**
 * What customers do on their page: on my way, sharing on and off, I'm here, details. None needs a
 * position, a socket or the geofence service. All may be repeated: the same tap twice is one change.
 */
import { Injectable } from '@nestjs/common';
import type { CustomerPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type {
  ChangeService,
  ChangeSharing,
  CustomerView,
  RateTrip,
  SayHere,
  SayLate,
  StartTrip,
  TripDetails,
} from '@curbline/contracts/http';
import { latenessFault, type Traveller, type TripCommand } from '@curbline/domain/trip';
import { problem, tapTime } from '@curbline/platform';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { type Pickup, type TripOutcome, windowToOf } from '../pickups/pickup.js';
import { TripLinksService } from '../pickups/trip-links.service.js';
import { RatingsService } from '../ratings/ratings.service.js';
import { ServiceChangesService } from '../service-changes/service-changes.service.js';
import { BaysService } from '../stores/bays.service.js';
import { CustomerViewsService } from './customer-views.service.js';
import { TapGradingService } from './tap-grading.service.js';
import type { TripPlace } from '../pickups/trip.entity.js';
import { PickupsService } from '../pickups/pickups.service.js';

/** A customer is never named in the log: their trip is name enough. */
const CUSTOMER: Actor = { kind: 'customer', id: null, name: null };

/** "I'm here" tapped without a connection is believed this far back. */
const TAP_BELIEVED_MS = 2 * 3_600_000;

/** A trip, and whose phone acts: the customer's unless it is said. */
type Whose = Pick<CustomerPrincipal, 'storeId' | 'tripId'> & Partial<Pick<CustomerPrincipal, 'role'>>;

/** What of the place a customer sent; what is absent stays as it is. */
type PlaceChange = { readonly [Field in keyof TripPlace]?: TripPlace[Field] | undefined };

@Injectable()
export class TripsService {
  constructor(
    private readonly changes: ChangesService,
    private readonly views: CustomerViewsService,
    private readonly bays: BaysService,
    private readonly grading: TapGradingService,
    private readonly pickups: PickupsService,
    private readonly ratings: RatingsService,
    private readonly services: ServiceChangesService,
    private readonly links: TripLinksService,
  ) {}

  start(whose: Whose, { sharing, declaredMinutes }: StartTrip): Promise<CustomerView> {
    return this.commandAnew(whose, (change) => ({
      name: 'start',
      sharing,
      ...(whose.role && { by: whose.role }),
      declaredArrivalAt: declaredMinutes === undefined ? null : change.now + declaredMinutes * 60_000,
    }));
  }

  changeSharing(whose: Whose, { sharing }: ChangeSharing): Promise<CustomerView> {
    const by = whose.role && { by: whose.role };
    return this.change(whose, async (change, given) => {
      const pickup = sharing ? await this.othersStopped(change, given, whose.role) : given;
      return this.pickups.commandTrip(change, pickup, { name: 'change_sharing', sharing, ...by });
    });
  }

  /** @throws ProblemException `bay-unknown`, `not-possible-now` once the trip is over. */
  async sayHere(whose: Whose, here: SayHere): Promise<CustomerView> {
    const place = await this.placeChange(whose, here);
    const worth = await this.grading.of(whose, { bay: place.bay ?? null, sign: here.sign });
    return this.commandAnew(
      whose,
      (change, pickup) => {
        const earliest = Math.max(pickup.trip.createdAt, change.now - TAP_BELIEVED_MS);
        const occurredAt = tapTime(here.tappedAt, earliest, change.now);
        return { name: 'note_arrival', occurredAt, ...worth(occurredAt) };
      },
      place,
    );
  }

  /** Takes "I'm here" back, or answers the team that one is not there yet. The bay stays. */
  notHere(whose: Whose): Promise<CustomerView> {
    return this.change(whose, async (change, pickup) => {
      const { trip } = pickup.trip;
      // Taken back already, by the same tap sent before.
      if (trip.arrival === null && trip.closedAt === null) return { pickup };
      return this.pickups.commandTrip(change, pickup, { name: 'withdraw_arrival' });
    });
  }

  /** @throws ProblemException `bay-unknown`, `not-possible-now` once the trip is over. */
  async changeDetails(whose: Whose, details: TripDetails): Promise<CustomerView> {
    const place = await this.placeChange(whose, details);
    const { declaredMinutes } = details;
    if (declaredMinutes !== undefined) {
      return this.command(
        whose,
        (change) => ({ name: 'declare', declaredArrivalAt: change.now + declaredMinutes * 60_000 }),
        place,
      );
    }
    return this.change(whose, async (change, pickup) => {
      if (pickup.trip.trip.closedAt !== null) return { refused: 'not-possible-now' };
      return { pickup: this.pickups.placeTrip(change, pickup, { ...pickup.trip.place, ...place }) };
    });
  }

  /**
   * "I'm late": the order is kept until the new time and the usual grace, and so is the page.
   * @throws ProblemException `late-past`, `late-too-far`, `not-possible-now` for who is there already, or was given up.
   */
  sayLate(whose: Whose, late: SayLate): Promise<CustomerView> {
    const arrivalAt = Date.parse(late.arrivalAt);
    return this.change(whose, async (change, pickup) => {
      const fault = latenessFault(arrivalAt, windowToOf(pickup), change.now);
      if (fault) throw problem(fault);
      const outcome = await this.pickups.commandTrip(change, pickup, { name: 'be_late', arrivalAt });
      if (!('refused' in outcome)) this.links.renew(change, outcome.pickup);
      return outcome;
    });
  }

  /** Another way of collecting the orders. @throws ProblemException `service-fixed`, `service-not-offered`. */
  async changeService(whose: Whose, { service }: ChangeService): Promise<CustomerView> {
    const move = await this.services.to(service, whose.storeId, 'customer');
    return this.change(whose, async (change, pickup) => ({ pickup: move(change, pickup) }));
  }

  /** @throws ProblemException `not-possible-now` unless the customer has their order. */
  rate(whose: Whose, rating: RateTrip): Promise<CustomerView> {
    return this.change(whose, async (change, pickup) => {
      if (pickup.trip.trip.state !== 'completed') return { refused: 'not-possible-now' };
      await this.ratings.keep(change, whose, rating);
      return { pickup };
    });
  }

  /** Of two phones the later one takes over: what was known of the other is erased before, as when it stops by itself. */
  private async othersStopped(change: Change, pickup: Pickup, role: Traveller = 'customer'): Promise<Pickup> {
    const { sharing, sharedBy } = pickup.trip.trip;
    if (sharing !== 'live' || sharedBy === role) return pickup;
    const command = { name: 'change_sharing', sharing: false, by: sharedBy } as const;
    const stopped = await this.pickups.commandTrip(change, pickup, command);
    return 'refused' in stopped ? pickup : stopped.pickup;
  }

  /** A customer who comes after all: an order that was given up is brought back for them. */
  private commandAnew(
    whose: Whose,
    commandFor: (change: Change, pickup: Pickup) => TripCommand,
    place: Partial<TripPlace> = {},
  ): Promise<CustomerView> {
    return this.change(whose, async (change, given) => {
      const back = given.trip.trip.state === 'expired' ? await this.pickups.bringBack(change, given) : given;
      const command = commandFor(change, back);
      const takesOver = command.name === 'start' && command.sharing;
      const pickup = takesOver ? await this.othersStopped(change, back, whose.role) : back;
      const { trip } = pickup;
      return this.pickups.commandTrip(change, pickup, command, {
        ...trip.place,
        ...place,
      });
    });
  }

  private command(
    whose: Whose,
    commandFor: (change: Change, pickup: Pickup) => TripCommand,
    place: Partial<TripPlace> = {},
  ): Promise<CustomerView> {
    return this.change(whose, (change, pickup) =>
      this.pickups.commandTrip(change, pickup, commandFor(change, pickup), {
        ...pickup.trip.place,
        ...place,
      }),
    );
  }

  private async change(
    { storeId, tripId, role = 'customer' }: Whose,
    work: (change: Change, pickup: Pickup) => Promise<TripOutcome>,
  ): Promise<CustomerView> {
    await this.changes.run({ actor: CUSTOMER, storeId }, async (change) => {
      const pickup = await this.pickups.lock(change.manager, storeId, tripId);
      if (!pickup) throw problem('link-unknown');
      const outcome = await work(change, pickup);
      if ('refused' in outcome) throw problem(outcome.refused);
      // The stored response only says that the request was done: a repetition is answered with the trip as it is then.
      return null;
    });
    return this.views.read(storeId, tripId, role);
  }

  /** Only the fields that were sent, the bay in the store's own spelling. */
  private async placeChange({ storeId }: Whose, sent: PlaceChange): Promise<Partial<TripPlace>> {
    const { bay, vehicle, placement } = sent;
    return {
      ...(bay === undefined ? {} : { bay: bay === null ? null : await this.bays.require(storeId, bay) }),
      ...(vehicle === undefined ? {} : { vehicle }),
      ...(placement === undefined ? {} : { placement }),
    };
  }
}
