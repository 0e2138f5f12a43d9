/**
 * A board's snapshot: cards, figures and their place in the log from one transaction, so that
 * following the log from there misses nothing and repeats nothing.
 *
 * After a restart all of a store's boards ask at once. They share one read of the database while it is under way and
 * for a second after: an older state with its own older place in the log is as right as a new one. So the
 * database is asked once a store and second at most, also when it takes longer than a second to answer;
 * by this process. That all boards of a store ask the same copy is the proxy's doing (deploy/Caddyfile).
 */
import { Inject, Injectable } from '@nestjs/common';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { type BoardAudience, snapshotFor } from '@curbline/contracts/visibility';
import { ProgressBus } from '@curbline/messaging';
import { Clock, Metrics } from '@curbline/platform';
import { snapshot } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { boardStoreOf } from '../stores/settings-changed.js';
import { StoresService } from '../stores/stores.service.js';
import { DarknessService } from './darkness.service.js';
import { SharedReads } from './shared-reads.js';
import { BoardCardsService } from '../pickups/board-cards.service.js';
import { VisitorsService } from '../pickups/visitors.service.js';
import { FiveFiguresService } from '../stats/five-figures.service.js';

const SHARED_MS = 1_000;

type StoredSnapshot = Pick<
  BoardSnapshot,
  'position' | 'store' | 'cards' | 'visitors' | 'figures' | 'darkness'
>;

@Injectable()
export class BoardSnapshotsService {
  private readonly reads: SharedReads<StoredSnapshot>;
  private readonly readCount: ReturnType<Metrics['counter']>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    @Inject(ProgressBus) private readonly progress: ProgressBus,
    private readonly clock: Clock,
    private readonly boardCards: BoardCardsService,
    private readonly visitors: VisitorsService,
    private readonly figures: FiveFiguresService,
    private readonly darkness: DarknessService,
    metrics: Metrics,
  ) {
    this.reads = new SharedReads(clock, SHARED_MS);
    this.readCount = metrics.counter(
      'curbline_board_snapshots_read_total',
      'Snapshots of boards read from the database; boards that ask in the same second share one',
    );
  }

  /** The snapshot as its audience may see it. @throws ProblemException `store-unknown`. */
  async take(storeId: string, audience: BoardAudience): Promise<BoardSnapshot> {
    const stored = await this.reads.of(storeId, (now) => this.read(storeId, now));
    const trips = new Set(stored.cards.map(({ tripId }) => tripId));
    const progress = await this.progress.latest(storeId, trips);
    return snapshotFor(audience, { ...stored, serverTime: this.clock.now(), progress });
  }

  private async read(storeId: string, now: number): Promise<StoredSnapshot> {
    this.readCount.inc();
    const { epoch, seq, value } = await snapshot(this.dataSource, storeId, async (manager) => {
      const [store, cards, visitors] = await Promise.all([
        this.stores.require(manager, storeId),
        this.boardCards.read(manager, storeId, now),
        this.visitors.read(manager, storeId),
      ]);
      const figures = await this.figures.read(manager, { storeId, ...store.settings }, now, cards);
      const darkness = await this.darkness.read(manager, storeId, cards, now);
      return { store: boardStoreOf(store), cards, visitors, figures, darkness };
    });
    return { ...value, position: { epoch, seq } };
  }
}
