/**
 * The latest progress of each trip, as far as this process has heard of it. Volatile like all
 * progress: losing it costs a board its ETA for a moment, and a tap its grade ("seen near").
 */
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Progress } from '@curbline/contracts/events';
import type { ArrivalEvidence } from '@curbline/domain/trip';
import { ProgressBus } from '@curbline/messaging';
import { Clock } from '@curbline/platform';

/** A phone seen longer ago than this says nothing about where it is now. */
const RECENT_MS = 120_000;
/** Boards show "last seen" for a while after the last word. */
const KEPT_MS = 30 * 60_000;
const SWEEP_EVERY = 1_000;

@Injectable()
export class RecentProgress implements OnModuleInit, OnModuleDestroy {
  private readonly latest = new Map<string, Progress>();
  private unsubscribe: () => void = () => {};
  private heard = 0;

  constructor(
    private readonly bus: ProgressBus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.unsubscribe = this.bus.subscribe((progress) => this.note(progress));
  }

  onModuleDestroy(): void {
    this.unsubscribe();
  }

  /** What is known of these trips, for a board's snapshot. */
  ofTrips(tripIds: Iterable<string>): Progress[] {
    return [...new Set(tripIds)].flatMap((id) => this.latest.get(id) ?? []);
  }

  /**
   * What a tap on "I'm here" is worth, by where the phone was last seen before it.
   * @param tappedAt Unix ms.
   */
  gradeTap(tripId: string, tappedAt: number): ArrivalEvidence {
    const progress = this.latest.get(tripId);
    const seenAt = progress && Date.parse(progress.lastSeenAt ?? progress.at);
    if (!progress?.band || seenAt === undefined || Math.abs(tappedAt - seenAt) > RECENT_MS) {
      return 'tapped_unseen';
    }
    return progress.band === 'far' ? 'tapped_far' : 'tapped_near';
  }

  private note(progress: Progress): void {
    const known = this.latest.get(progress.tripId);
    if (known && Date.parse(known.at) > Date.parse(progress.at)) return;
    this.latest.set(progress.tripId, progress);
    this.heard += 1;
    if (this.heard % SWEEP_EVERY === 0) this.sweep();
  }

  private sweep(): void {
    const oldest = this.clock.now() - KEPT_MS;
    for (const [tripId, { at }] of this.latest) if (Date.parse(at) < oldest) this.latest.delete(tripId);
  }
}
