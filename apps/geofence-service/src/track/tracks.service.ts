/**
 * Changes the tracks of trips. Each change reads the track, decides, publishes the events and saves the track.
 *
 * The events are published before the track is saved. If publishing fails, nothing is saved and the caller tries again;
 * if another request has saved first, the decision is repeated on the newer track. In both cases an event may be
 * published twice under the same id, and order-service applies it once. A saved track never contains an event that was
 * not published.
 */
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  ProgressBus,
  TRACK_LIFETIME_MS,
  TrackStore,
  TripEventStream,
  type TrackKey,
} from '@curbline/messaging';
import { Clock, currentRequestId } from '@curbline/platform';
import type { Fix } from '@curbline/domain/arrival';
import { EtaSourcesService } from '../estimates/eta-sources.service.js';
import { PremisesService } from '../premises/premises.service.js';
import { ClosedTrips } from './closed-trips.js';
import { passTime, takeFixes, type IsReplayedStep, type FixesStep, type TrackStep } from './follow-trip.js';
import { progressOf, tripEventOf } from './messages.js';
import { concernsOtherStore, lookForOtherStore, type FindStore } from './other-store.js';
import { ReplayDetector } from './replay-detector.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { beginTripTrack, trackOf, type TripTrack } from './trip-track.js';
import { WakeTimes } from './wake-times.js';

/** Two phones and a timer may change one trip at once; more attempts than this mean that something is wrong. */
const ATTEMPTS = 8;

export type ReportAnswer =
  | { readonly refused: 'sharing-off' | 'store-unknown' }
  | { readonly refused: null; readonly step: FixesStep };

/** The answer to the caller, and the step to save, if any. */
interface Decision<Answer> {
  readonly answer: Answer;
  readonly step?: TrackStep;
}

export class TrackBusy extends Error {
  constructor() {
    super(`The track of the trip was changed by others ${ATTEMPTS} times during one request.`);
    this.name = 'TrackBusy';
  }
}

/**
 * Whether a crash may lose this step: the car is on the way and far from the store, and the step gave no event and no
 * suspicion. The phone's next position shows again where it is.
 */
const mayWait = (before: TripTrack, { track, band, plausibility }: TripTrack): boolean =>
  band === 'far' &&
  track.phase === 'coming' &&
  track.visit === undefined &&
  track.eventCount === before.track.eventCount &&
  plausibility.doubts.length === before.plausibility.doubts.length;

@Injectable()
export class TracksService {
  readonly closed = new ClosedTrips();
  readonly wakes = new WakeTimes();
  private readonly replays = new ReplayDetector();
  private readonly isReplayed: IsReplayedStep = (from, to) => this.replays.isReplayed(from, to);
  private readonly logger = new Logger(TracksService.name);

  constructor(
    @Inject(TrackStore) private readonly tracks: TrackStore,
    @Inject(TripEventStream) private readonly stream: TripEventStream,
    @Inject(ProgressBus) private readonly progress: ProgressBus,
    private readonly premises: PremisesService,
    private readonly receipts: ReceiptsRepository,
    @Inject(Clock) private readonly clock: Clock,
    private readonly etaSources: EtaSourcesService,
  ) {}

  private readonly findStore: FindStore = async (near, own) => {
    try {
      return await this.premises.nearestOther(near, own);
    } catch (error) {
      this.logger.warn(
        { err: error },
        'The nearest other store could not be looked up. It is tried again with the next position of the phone.',
      );
      return 'unavailable';
    }
  };

  /** Takes in a batch of a phone's positions. @throws when an event could not be published: the phone sends the batch again. */
  async report(trip: TrackKey, fixes: readonly Fix[]): Promise<ReportAnswer> {
    const store = await this.premises.of(trip.storeId);
    if (!store) return { refused: 'store-unknown' };
    const sources = await this.etaSources.of(trip);
    return this.change<ReportAnswer>(trip, (stored) => {
      const now = this.clock.now();
      if (this.closed.has(trip.tripId, now)) return { answer: { refused: 'sharing-off' } };
      const take = (before: TripTrack): Decision<ReportAnswer> | Promise<Decision<ReportAnswer>> => {
        const taken = takeFixes(before, fixes, now, store, this.isReplayed, sources);
        this.etaSources.requestRoute(trip, taken.after.track, store);
        return concernsOtherStore(before, taken.after)
          ? this.withOtherStore(trip, before, taken, now)
          : { answer: { refused: null, step: taken }, step: taken };
      };
      return stored ? take(stored) : this.begin(trip, now).then(take);
    });
  }

  private async withOtherStore(
    trip: TrackKey,
    before: TripTrack,
    taken: FixesStep,
    now: number,
  ): Promise<Decision<ReportAnswer>> {
    const step = { ...taken, ...(await lookForOtherStore(trip, before, taken.after, this.findStore, now)) };
    return { answer: { refused: null, step }, step };
  }

  /** Takes in the time of arrival that the customer stated: it is enough for the alert, without any position. */
  async declare(trip: TrackKey, arrivalAt: number): Promise<void> {
    const store = await this.premises.of(trip.storeId);
    if (!store) return;
    await this.change(trip, async (stored) => {
      const now = this.clock.now();
      if (stored?.lastSeenAt != null) return { answer: null };
      const declaredEtaS = Math.max(0, (arrivalAt - now) / 1000);
      const begun = await this.begin(trip, now, declaredEtaS);
      const kept = stored
        ? { ...begun, track: { ...begun.track, eventCount: stored.track.eventCount } }
        : begun;
      return { answer: null, step: passTime(kept, now, store) };
    });
  }

  /** Lets time pass on a track that got no position. */
  async tick(trip: TrackKey): Promise<void> {
    const store = await this.premises.of(trip.storeId);
    if (!store) return;
    await this.change(trip, async (stored) =>
      stored ? { answer: null, step: passTime(stored, this.clock.now(), store) } : { answer: null },
    );
  }

  /**
   * Erases all positions of the trip and writes the receipt. It is no error if there is nothing to erase.
   * @returns the track, to the one caller that wrote the receipt, so that it is learned from once.
   */
  async erase(trip: TrackKey): Promise<TripTrack | undefined> {
    const there = await this.tracks.get(trip.storeId, trip.tripId);
    const stored = trackOf(there);
    await this.tracks.remove(trip.storeId, trip.tripId);
    this.wakes.forget(trip.tripId);
    this.etaSources.forget(trip);
    if (!there) return undefined;
    return (await this.receipts.write(trip, stored, this.clock.now())) ? stored : undefined;
  }

  /** The track as it is stored. */
  async read(trip: TrackKey): Promise<TripTrack | undefined> {
    return trackOf(await this.tracks.get(trip.storeId, trip.tripId));
  }

  private async begin(trip: TrackKey, startedAt: number, declaredEtaS?: number): Promise<TripTrack> {
    return beginTripTrack({ startedAt, declaredEtaS, eventCount: await this.receipts.reopen(trip) });
  }

  private async change<Answer>(
    trip: TrackKey,
    decide: (stored: TripTrack | undefined) => Decision<Answer> | Promise<Decision<Answer>>,
  ): Promise<Answer> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const stored = await this.tracks.get(trip.storeId, trip.tripId);
      const before = trackOf(stored);
      if (before && this.clock.now() - before.startedAt >= TRACK_LIFETIME_MS) {
        await this.erase(trip);
        continue;
      }
      const { answer, step } = await decide(before);
      if (!step) return answer;
      const silent = step.events.length === 0 && (step.facts?.length ?? 0) === 0;
      const published = silent ? 0 : await this.publish(trip, step);
      const same = before?.track === step.after.track && before.fixesReceived === step.after.fixesReceived;
      // A crash must not lose that an event was published; a lost position is replaced by the next one.
      const durability = {
        durable: published > 0,
        mayWait: before !== undefined && mayWait(before, step.after),
      };
      const { storeId, tripId } = trip;
      const version = stored?.version ?? 0;
      if (!same && !(await this.tracks.compareAndSet(storeId, tripId, version, step.after, durability)))
        continue;
      const now = this.clock.now();
      this.wakes.set(trip, step.wakeAt, now);
      this.progress.publish(progressOf(trip, step.after, step.eta, now));
      return answer;
    }
    throw new TrackBusy();
  }

  /** Publishes the events of a step. @returns how many were published. */
  private async publish(trip: TrackKey, step: TrackStep): Promise<number> {
    let facts = 0;
    for (const event of step.events) {
      const fact = tripEventOf(trip, event, step.after, currentRequestId() ?? null);
      if (!fact) continue;
      await this.stream.publish(fact);
      facts += 1;
    }
    for (const fact of step.facts ?? []) await this.stream.publish(fact);
    const published = facts + (step.facts?.length ?? 0);
    if (published > 0) await this.saveLastEvent(trip, step.after.track.eventCount);
    return published;
  }

  /** Saves the number of the last event. A failure is logged only, because the events are published already. */
  private async saveLastEvent(trip: TrackKey, lastEvent: number): Promise<void> {
    try {
      await this.receipts.saveLastEvent(trip, lastEvent);
    } catch (error) {
      this.logger.warn(
        { tripId: trip.tripId, err: error },
        'The number of the last event of a trip could not be saved. It is saved with the next event.',
      );
    }
  }
}
