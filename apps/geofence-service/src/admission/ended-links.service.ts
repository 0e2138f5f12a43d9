/**
 * Links that were revoked or ran out, asked for every two seconds: one small query however many phones send. A
 * clock that differs from another process's, and a transaction that took its time, are allowed a minute.
 */
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock, RepeatedWork } from '@curbline/platform';
import { StoreLogFollower } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { AdmittedTripsService, UNWATCHED_MS } from './admitted-trips.service.js';

const LOOK_EVERY_MS = 2_000;
const LOOK_BACK_MS = 60_000;

@Injectable()
export class EndedLinksService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(EndedLinksService.name);
  private readonly looks = new RepeatedWork(
    () => this.look(),
    (error) => this.logger.warn({ err: error }, 'ended links are not known; each request asks'),
  );
  private lookedAt = 0;
  /** Links told of already, so that a trip is looked up once and not for a minute; and until when to remember. */
  private readonly told = new Map<string, number>();

  constructor(
    private readonly database: DataSource,
    private readonly admitted: AdmittedTripsService,
    @Inject(StoreLogFollower) private readonly follower: StoreLogFollower,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.looks.now();
    this.looks.begin(LOOK_EVERY_MS);
  }

  onModuleDestroy(): Promise<void> {
    return this.looks.end();
  }

  /** Tells of what ended since. While the database does not answer nobody is told that all is watched. */
  private async look(): Promise<void> {
    const now = this.clock.now();
    const since = new Date(Math.min(now, this.lookedAt || now) - LOOK_BACK_MS);
    const rows: { trip_id: string; link: string }[] = await this.database.query(ENDED, [
      since,
      new Date(now),
    ]);
    for (const { trip_id: tripId, link } of rows) {
      if (!this.told.has(link)) this.admitted.end(tripId, this.clock.now());
      this.told.set(link, now);
    }
    for (const [link, at] of this.told) if (now - at > LOOK_BACK_MS) this.told.delete(link);
    // What the log says of trips counts as watched as long as the log is.
    if (this.follower.unseenForMs < UNWATCHED_MS) this.admitted.watched(now);
    this.lookedAt = now;
  }
}

const ENDED = `
  SELECT trip_id, encode(token_hash, 'hex') || 'r' AS link FROM trip_link_end_view WHERE revoked_at > $1
  UNION ALL
  SELECT trip_id, encode(token_hash, 'hex') || 'x' FROM trip_link_end_view WHERE expires_at > $1 AND expires_at <= $2`;
