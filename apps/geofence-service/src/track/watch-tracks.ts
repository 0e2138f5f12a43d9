/**
 * What moves a track besides fixes: time, and the end of sharing.
 *
 * - Every second the trips whose time has come are looked at (dwell, a lost signal, an estimate running down).
 * - The log of all stores tells of trips that closed or stopped sharing: their positions are erased at once.
 *   Their end may have come while this process was down, so at the start, and now and then after, every open
 *   track is compared with its trip.
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
import { TRACK_LIFETIME_MS, TrackStore } from '@curbline/messaging';
import { Clock } from '@curbline/platform';
import { StoreLog, StoreLogFollower, type Subscription } from '@curbline/store-log';
import { ApproachModels } from '../estimates/approach-models.js';
import { AdmittedTrips } from '../ingest/admitted-trips.js';
import { standOf } from '../fence/stand-of.js';
import { Stands } from '../fence/stands.js';
import type { TripKey } from './messages.js';
import { hasEnded, mayHavePositions } from './sharing.js';
import { TrackTrips } from './track-trips.js';
import type { TripTrack } from './trip-track.js';

const BEAT_MS = 1_000;
/** How often open tracks are looked over, and how often those that fell silent are compared with their trips. */
const REVIEW_MS = 20_000;
const COMPARE_MS = 600_000;
/** A trip that has ended gets no fix any more: a track written since is of an open one. */
const SILENT_MS = 60_000;
/** So many open tracks are looked over in one turn; requests come in between. */
const IN_ONE_TURN = 200;
/** A process that has not written a track for so long may have died: its timers are taken over. */
const ORPHANED_MS = 20_000;

@Injectable()
export class WatchTracks implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WatchTracks.name);
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> | undefined;
  private following: Subscription | undefined;
  private reviewedAt = 0;
  private comparedAt = 0;

  constructor(
    private readonly trips: TrackTrips,
    private readonly stands: Stands,
    private readonly models: ApproachModels,
    private readonly admitted: AdmittedTrips,
    @Inject(TrackStore) private readonly tracks: TrackStore,
    @Inject(StoreLog) private readonly log: StoreLog,
    @Inject(StoreLogFollower) private readonly follower: StoreLogFollower,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.following = await this.follower.follow('all', 'now', {
      onEvents: (_storeId, events) => this.heed(events),
      // The log was rebuilt: what it told is void, so ask every trip.
      onResync: () => {
        this.admitted.clear();
        return this.review('all');
      },
    });
    await this.review('all');
    this.timer = setInterval(() => {
      this.beating ??= this.beat()
        .catch((error: unknown) =>
          this.logger.warn({ err: error }, 'open tracks could not be looked over; they are soon'),
        )
        .finally(() => (this.beating = undefined));
    }, BEAT_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.following?.close();
    await this.beating;
  }

  /** Looks at every trip whose time has come. A trip that fails waits for the next beat. */
  async beat(): Promise<void> {
    const now = this.clock.now();
    this.trips.closed.tidy(now);
    for (const trip of this.trips.wakes.takeDue(now)) await this.attempt(trip, () => this.trips.tick(trip));
    // Either way: the clock may have been set back.
    if (Math.abs(now - this.reviewedAt) >= REVIEW_MS) {
      await this.review(Math.abs(now - this.comparedAt) >= COMPARE_MS ? 'silent' : 'orphans');
    }
  }

  /**
   * Takes over tracks that nobody looks after, and erases those that are too old.
   * @param which of them are compared with their trips, too: whether these are still open
   */
  async review(which: 'orphans' | 'silent' | 'all'): Promise<void> {
    const now = (this.reviewedAt = this.clock.now());
    if (which !== 'orphans') this.comparedAt = now;
    const compareFrom = which === 'all' ? -Infinity : which === 'silent' ? SILENT_MS : Infinity;
    let looked = 0;
    for (const { storeId, tripId, updatedAtMs } of await this.tracks.open()) {
      if (++looked % IN_ONE_TURN === 0) await nextTurn();
      const trip = { storeId, tripId };
      const silentMs = now - updatedAtMs;
      const compare = silentMs >= compareFrom;
      const orphaned = silentMs >= ORPHANED_MS && !this.trips.wakes.has(tripId);
      if (!compare && !orphaned) continue;
      await this.attempt(trip, async () => {
        if (compare && ((await this.isTooOld(trip, now)) || (await this.hasNoTrip(trip)))) {
          await this.trips.erase(trip);
        } else if (orphaned) {
          await this.trips.tick(trip);
        }
      });
    }
  }

  /** It is not looked at again for {@link COMPARE_MS}. */
  private async isTooOld(trip: TripKey, now: number): Promise<boolean> {
    const startedAt = (await this.trips.read(trip))?.startedAt;
    return startedAt === undefined || now - startedAt >= TRACK_LIFETIME_MS - COMPARE_MS;
  }

  private async hasNoTrip({ storeId, tripId }: TripKey): Promise<boolean> {
    const latest = await this.log.latestOfTrip(storeId, tripId);
    return !latest || hasEnded(latest.payload.card);
  }

  private async heed(events: readonly StoreEvent[]): Promise<void> {
    const now = this.clock.now();
    for (const { tripId, payload } of events) {
      if (tripId && !mayHavePositions(payload.card)) this.admitted.end(tripId, now);
    }
    for (const { storeId, tripId, type, payload } of events) {
      // A visitor's card stands in the log of another store; their own store's log says the same.
      if (!tripId || payload.card.storeId !== storeId) continue;
      const trip = { storeId, tripId };
      const { card } = payload;
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
    const stood = standOf(track, card);
    const { arrival } = track.track;
    const trusted = track.plausibility.doubts.length === 0;
    try {
      if (stood) await this.stands.note(storeId, stood);
      if (arrival && trusted) await this.models.learn(storeId, track.approach, arrival.occurredAt);
    } catch (error) {
      this.logger.warn({ storeId, err: error }, 'a trip could not be learnt from; it is left out');
    }
  }

  private async attempt(trip: TripKey, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(
        { tripId: trip.tripId, err: error },
        'a track could not be looked at; it is tried again',
      );
      this.trips.wakes.set(trip, this.clock.now() + BEAT_MS);
    }
  }
}
