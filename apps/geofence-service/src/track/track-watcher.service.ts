/**
 * What moves a track besides fixes: time, and the end of sharing.
 *
 * - Every second the trips whose time has come are looked at (dwell, a lost signal, an estimate running down).
 * - The log of all stores tells of trips that closed or stopped sharing: their positions are erased at once.
 * - A trip is looked after by the process that wrote its track last. What nobody looks after, because that process
 *   ended or because nothing is to be expected for long, is taken over by one of those that live, and compared with
 *   its trip: that may have ended while nobody listened.
 * - A track is erased 24 h after it began, whatever happens.
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
/** How often tracks are taken over, and those of one's own are said to be looked after. */
const REVIEW_MS = 20_000;
/** A track that this process has not written for so long: the others are told that it is looked after. */
const RESTING_MS = 10_000;
/** A track that nobody has attended to for so long: whoever did may have died. Longer than the two above. */
const ORPHANED_MS = 45_000;
/** A trip without a fix is compared with the log so often. */
const COMPARE_MS = 600_000;
/** So many tracks are looked at in one turn; requests come in between. */
const IN_ONE_TURN = 200;

@Injectable()
export class TrackWatcherService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(TrackWatcherService.name);
  private readonly beats = new RepeatedWork(
    () => this.beat(),
    (error) => this.logger.warn({ err: error }, 'open tracks could not be looked over; they are soon'),
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
      onEvents: (_storeId, events) => this.heed(events),
      // What it told is void, so each trip is asked, at the next beat: every store tells of this by itself.
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

  /** Looks at every trip whose time has come. A trip that fails waits for the next beat. */
  async beat(): Promise<void> {
    const now = this.clock.now();
    this.trips.closed.tidy(now);
    for (const trip of this.trips.wakes.takeDue(now)) await this.attempt(trip, () => this.trips.tick(trip));
    // Either way: the clock may have been set back.
    if (this.logWasRebuilt || Math.abs(now - this.reviewedAt) >= REVIEW_MS) await this.review();
  }

  /** Says which trips are looked after here, and takes over those that nobody looks after. */
  private async review(): Promise<void> {
    const now = (this.reviewedAt = this.clock.now());
    if (this.logWasRebuilt) {
      await this.takeOver(now);
      await this.lookAt(this.trips.wakes.all());
      this.logWasRebuilt = false;
    } else {
      await this.attend(now);
      await this.takeOver(now - ORPHANED_MS);
    }
  }

  private async attend(now: number): Promise<void> {
    const resting = [...this.trips.wakes.unattended(now - RESTING_MS)].map(
      ({ storeId, tripId, setAt, at }) => {
        return { storeId, tripId, sinceMs: setAt, untilMs: Math.min(at, now + COMPARE_MS) };
      },
    );
    for (const { tripId } of await this.tracks.attend(resting)) this.trips.wakes.letGo(tripId);
  }

  private async takeOver(before: number): Promise<void> {
    for (let lot: readonly TrackKey[]; (lot = await this.tracks.takeOver(before)).length > 0;) {
      await this.lookAt(lot);
    }
  }

  /** Erases what is too old or of a trip that has ended; lets time pass for the others, and looks after them. */
  private async lookAt(trips: readonly TrackKey[]): Promise<void> {
    let looked = 0;
    for (const trip of trips) {
      if (++looked % IN_ONE_TURN === 0) await nextTurn();
      await this.attempt(trip, async () => {
        if ((await this.isTooOld(trip)) || (await this.hasNoTrip(trip))) await this.trips.erase(trip);
        else await this.trips.tick(trip);
      });
    }
  }

  /** Before it is looked at again its time may be over. */
  private async isTooOld(trip: TrackKey): Promise<boolean> {
    const startedAt = (await this.trips.read(trip))?.startedAt;
    const looksAgainMs = COMPARE_MS + ORPHANED_MS + 2 * REVIEW_MS;
    return startedAt === undefined || this.clock.now() - startedAt >= TRACK_LIFETIME_MS - looksAgainMs;
  }

  private async hasNoTrip({ storeId, tripId }: TrackKey): Promise<boolean> {
    const latest = await this.log.latestOfTrip(storeId, tripId);
    const card = latest?.payload.card;
    return !card || hasEnded(card);
  }

  private async heed(events: readonly StoreEvent[]): Promise<void> {
    const now = this.clock.now();
    for (const { tripId, payload } of events) {
      if (tripId && payload.card && !mayHavePositions(payload.card)) this.admitted.end(tripId, now);
    }
    for (const { storeId, tripId, type, payload } of events) {
      const { card } = payload;
      // Without a card it is another store's customer (or no trip at all): their own store's log tells of them.
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
      const said = type === 'trip_started' || type === 'details_changed';
      if (said && declared && card.trip.state === 'started') {
        await this.attempt(trip, () => this.trips.declare(trip, Date.parse(declared)));
      }
    }
  }

  /** What a finished trip teaches its store. It must not stand in the way of erasing the next. */
  private async learn(storeId: string, track: TripTrack, card: Card): Promise<void> {
    const stood = parkedSpotOf(track, card);
    const { arrival } = track.track;
    const trusted = track.plausibility.doubts.length === 0;
    try {
      if (stood) await this.heatMaps.note(storeId, stood);
      if (arrival && trusted) await this.models.learn(storeId, track.approach, arrival.occurredAt);
    } catch (error) {
      this.logger.warn({ storeId, err: error }, 'a trip could not be learnt from; it is left out');
    }
  }

  private async attempt(trip: TrackKey, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(
        { tripId: trip.tripId, err: error },
        'a track could not be looked at; it is tried again',
      );
      const now = this.clock.now();
      this.trips.wakes.set(trip, now + BEAT_MS, now);
    }
  }
}
