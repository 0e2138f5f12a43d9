/**
 * Changes tracks for other reasons than a position: the passing of time and the end of sharing.
 *
 * - Every second the due trips are checked (dwell timers, a lost signal, an estimate that counts down).
 * - The logs of all stores report the trips that closed or stopped sharing: their positions are erased at once.
 * - The process that wrote a track last has its lease. When the lease expires, because that process has ended or nothing
 *   happened for long, one of the running processes acquires it and compares the track with its trip, which may have
 *   ended meanwhile.
 * - A track is erased 24 h after it began at the latest.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { Card, StoreEvent } from '@curbline/contracts/events';
import { TRACK_LIFETIME_MS, TrackStore, type TrackKey } from '@curbline/messaging';
import { Clock, RepeatedWork } from '@curbline/platform';
import { StoreLog, StoreLogFollower, type Subscription } from '@curbline/store-log';
import { ApproachModelsService } from '../learning/approach-models.service.js';
import { AdmittedTripsService } from '../admission/admitted-trips.service.js';
import { parkedSpotOf } from './parked-spot-of.js';
import { ParkingHeatMapsService } from '../learning/parking-heat-maps.service.js';
import { hasEnded, mayHavePositions } from './sharing.js';
import { TracksService } from './tracks.service.js';
import type { TripTrack } from './trip-track.js';

const BEAT_MS = 1_000;
/** How often expired leases are acquired and own leases are renewed. */
const REVIEW_MS = 20_000;
/** The lease of a track that was not written for this long is renewed. */
const RESTING_MS = 10_000;
/** A lease that was not renewed for this long has expired. Longer than the two above. */
const ORPHANED_MS = 45_000;
/** How often a trip without positions is compared with the log. */
const COMPARE_MS = 600_000;
/** This many tracks are checked in one turn of the event loop, so that requests are served in between. */
const IN_ONE_TURN = 200;

@Injectable()
export class TrackWatcherService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TrackWatcherService.name);
  private readonly beats = new RepeatedWork(
    () => this.beat(),
    (error) =>
      this.logger.warn(
        { err: error },
        'The open trips could not be checked for events that are due. It is tried again in a second.',
      ),
  );
  private following: Subscription | undefined;
  private reviewedAt = 0;
  private logWasRebuilt = false;

  constructor(
    private readonly trips: TracksService,
    private readonly heatMaps: ParkingHeatMapsService,
    private readonly models: ApproachModelsService,
    private readonly admitted: AdmittedTripsService,
    @Inject(TrackStore) private readonly tracks: TrackStore,
    @Inject(StoreLog) private readonly log: StoreLog,
    @Inject(StoreLogFollower) private readonly follower: StoreLogFollower,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.following = await this.follower.follow('all', 'now', {
      onEvents: (_storeId, events) => this.handle(events),
      // The log was rebuilt: earlier reports are void, and every trip is compared with the log at the next beat. Each store reports this separately.
      onResync: () => {
        this.admitted.clear();
        this.logWasRebuilt = true;
      },
    });
    await this.review();
    this.beats.begin(BEAT_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.beats.end(), this.following?.close()]);
  }

  /** Checks all due trips. A trip whose check fails is tried again at the next beat. */
  async beat(): Promise<void> {
    const now = this.clock.now();
    this.trips.closed.removeExpired(now);
    for (const trip of this.trips.wakes.takeDue(now)) await this.attempt(trip, () => this.trips.tick(trip));
    // The difference may be negative, because the clock may have been set back.
    if (this.logWasRebuilt || Math.abs(now - this.reviewedAt) >= REVIEW_MS) await this.review();
  }

  /** Renews the own leases and acquires the expired ones. After a rebuilt log all tracks are checked. */
  private async review(): Promise<void> {
    const now = (this.reviewedAt = this.clock.now());
    if (this.logWasRebuilt) {
      await this.acquireLeases(now);
      await this.check(this.trips.wakes.all());
      this.logWasRebuilt = false;
    } else {
      await this.renewLeases(now);
      await this.acquireLeases(now - ORPHANED_MS);
    }
  }

  private async renewLeases(now: number): Promise<void> {
    const resting = [...this.trips.wakes.dueForRenewal(now - RESTING_MS)].map(
      ({ storeId, tripId, setAt, at }) => {
        return { storeId, tripId, sinceMs: setAt, untilMs: Math.min(at, now + COMPARE_MS) };
      },
    );
    for (const { tripId } of await this.tracks.renewLeases(resting)) this.trips.wakes.release(tripId);
  }

  private async acquireLeases(before: number): Promise<void> {
    for (let batch: readonly TrackKey[]; (batch = await this.tracks.acquireExpired(before)).length > 0;) {
      await this.check(batch);
    }
  }

  /** Erases tracks that are too old or whose trip has ended, and lets time pass for the others, which keeps their leases. */
  private async check(trips: readonly TrackKey[]): Promise<void> {
    let looked = 0;
    for (const trip of trips) {
      if (++looked % IN_ONE_TURN === 0) await nextTurn();
      await this.attempt(trip, async () => {
        if ((await this.isTooOld(trip)) || (await this.hasNoTrip(trip))) await this.trips.erase(trip);
        else await this.trips.tick(trip);
      });
    }
  }

  /** Whether the track would be too old before it is checked again. */
  private async isTooOld(trip: TrackKey): Promise<boolean> {
    const startedAt = (await this.trips.read(trip))?.startedAt;
    const untilNextCheckMs = COMPARE_MS + ORPHANED_MS + 2 * REVIEW_MS;
    return startedAt === undefined || this.clock.now() - startedAt >= TRACK_LIFETIME_MS - untilNextCheckMs;
  }

  private async hasNoTrip({ storeId, tripId }: TrackKey): Promise<boolean> {
    const latest = await this.log.latestOfTrip(storeId, tripId);
    const card = latest?.payload.card;
    return !card || hasEnded(card);
  }

  private async handle(events: readonly StoreEvent[]): Promise<void> {
    const now = this.clock.now();
    for (const { tripId, type, payload } of events) {
      // When sharing begins, it may be that of the other of two phones.
      const mayBeOther = type === 'sharing_started' || (payload.card && !mayHavePositions(payload.card));
      if (tripId && payload.card && mayBeOther) this.admitted.end(tripId, now);
    }
    for (const { storeId, tripId, type, payload } of events) {
      const { card } = payload;
      // An event without a card is about another store's customer, whom the log of their own store reports, or about no trip.
      if (!tripId || !card) continue;
      const trip = { storeId, tripId };
      if (hasEnded(card)) {
        this.trips.closed.close(tripId, this.clock.now());
        const track = await this.trips.erase(trip);
        if (track && type === 'order_handed_over') await this.learn(storeId, track, card);
      } else if (mayHavePositions(card)) {
        this.trips.closed.open(tripId);
      }
      const declared = card.trip.declaredArrivalAt;
      const said = type === 'trip_started' || type === 'trip_delayed' || type === 'details_changed';
      if (said && declared && card.trip.state === 'started') {
        await this.attempt(trip, () => this.trips.declare(trip, Date.parse(declared)));
      }
    }
  }

  /** Learns from a finished trip for its store. A failure must not prevent the erasure of the next trip. */
  private async learn(storeId: string, track: TripTrack, card: Card): Promise<void> {
    const spot = parkedSpotOf(track, card);
    const { arrival } = track.track;
    const trusted = track.plausibility.doubts.length === 0;
    try {
      if (spot) await this.heatMaps.add(storeId, spot);
      if (arrival && trusted) await this.models.learn(storeId, track.approach, arrival.occurredAt);
    } catch (error) {
      this.logger.warn(
        { storeId, err: error },
        'A finished trip could not be added to the driving times and parked spots of its store. It is left out.',
      );
    }
  }

  private async attempt(trip: TrackKey, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(
        { tripId: trip.tripId, err: error },
        'An open trip could not be checked for events that are due. It is tried again in a second.',
      );
      const now = this.clock.now();
      this.trips.wakes.set(trip, now + BEAT_MS, now);
    }
  }
}
