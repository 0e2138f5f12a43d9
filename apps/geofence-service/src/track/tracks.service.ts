/**
 * The use cases of tracking. One change of a trip is: read its track, decide, publish the facts, save.
 *
 * The facts are published before the state is saved. If publishing fails, nothing is saved and the caller
 * tries again; if saving loses against another request, the decision is made anew on the newer state. Both
 * may publish a fact twice, under the same id, and it is applied once. What must not happen, and cannot:
 * a state that remembers a fact which nobody was told.
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

/** Two phones and a timer may meet on one trip; more rounds than this mean that something is wrong. */
const ATTEMPTS = 8;

export type ReportAnswer =
  | { readonly refused: 'sharing-off' | 'store-unknown' }
  | { readonly refused: null; readonly step: FixesStep };

/** What is answered, and the step that is taken, if any. */
interface Decision<Answer> {
  readonly answer: Answer;
  readonly step?: TrackStep;
}

export class TrackBusy extends Error {
  constructor() {
    super(`the track changed ${ATTEMPTS} times under one request`);
    this.name = 'TrackBusy';
  }
}

/**
 * Whether it does no harm if a crash forgets this step: on the way, far from the store, and nothing was told or
 * doubted. The phone's next fix says again where it is.
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
  private readonly paths = new ReplayDetector();
  private readonly copied: IsReplayedStep = (from, to) => this.paths.repeats(from, to);
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
      this.logger.warn({ err: error }, 'the nearest store could not be looked up; it is tried again');
      return 'unavailable';
    }
  };

  /** Takes a phone's batch in. @throws when a fact could not be handed on: the phone sends it again. */
  async report(trip: TrackKey, fixes: readonly Fix[]): Promise<ReportAnswer> {
    const store = await this.premises.of(trip.storeId);
    if (!store) return { refused: 'store-unknown' };
    const sources = await this.etaSources.of(trip);
    return this.change<ReportAnswer>(trip, (stored) => {
      const now = this.clock.now();
      if (this.closed.has(trip.tripId, now)) return { answer: { refused: 'sharing-off' } };
      const take = (before: TripTrack): Decision<ReportAnswer> | Promise<Decision<ReportAnswer>> => {
        const taken = takeFixes(before, fixes, now, store, this.copied, sources);
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

  /** The customer said when they will be there: enough for the alert, without any position. */
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

  /** Time has passed without a fix. */
  async tick(trip: TrackKey): Promise<void> {
    const store = await this.premises.of(trip.storeId);
    if (!store) return;
    await this.change(trip, async (stored) =>
      stored ? { answer: null, step: passTime(stored, this.clock.now(), store) } : { answer: null },
    );
  }

  /**
   * Erases all positions of the trip and writes the receipt. Fine when there is nothing to erase.
   * @returns the track, to the one caller that wrote the receipt: what is learnt from it is learnt once.
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

  /** A track as it is stored, for whoever must judge its age. */
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
      const facts = silent ? 0 : await this.tell(trip, step);
      const same = before?.track === step.after.track && before.fixesReceived === step.after.fixesReceived;
      // A crash must not forget that a fact was told; a lost fix comes back with the next one.
      const durability = { durable: facts > 0, mayWait: before !== undefined && mayWait(before, step.after) };
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

  /** @returns how many facts were handed on. */
  private async tell(trip: TrackKey, step: TrackStep): Promise<number> {
    let facts = 0;
    for (const event of step.events) {
      const fact = tripEventOf(trip, event, step.after, currentRequestId() ?? null);
      if (!fact) continue;
      await this.stream.publish(fact);
      facts += 1;
    }
    for (const fact of step.facts ?? []) await this.stream.publish(fact);
    const told = facts + (step.facts?.length ?? 0);
    if (told > 0) await this.noteTold(trip, step.after.track.eventCount);
    return told;
  }

  /** What was told stands, whether or not this can be noted now. */
  private async noteTold(trip: TrackKey, lastEvent: number): Promise<void> {
    try {
      await this.receipts.told(trip, lastEvent);
    } catch (error) {
      this.logger.warn(
        { tripId: trip.tripId, err: error },
        'the number of the last event could not be noted',
      );
    }
  }
}
