/**
 * A board's snapshot: cards, figures and their place in the log from one transaction, so that
 * following the log from there misses nothing and repeats nothing.
 *
 * After a restart all of a store's boards ask at once. They share one reading that is at most a
 * second old: an older state with its own older place in the log is as right as a new one.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { ProgressBus } from '@curbline/messaging';
import { Clock, Metrics } from '@curbline/platform';
import { snapshot } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { readFigures } from '../stats/figures.js';
import { Stores } from '../stores/stores.js';
import { readVisitors } from '../trips/visitors.js';
import { boardCards } from './board-cards.js';

const SHARED_MS = 1_000;
/** Past this many stores the readings that have had their second are let go. */
const MOST_KEPT = 200;

type Reading = Pick<BoardSnapshot, 'position' | 'store' | 'cards' | 'visitors' | 'figures'>;

@Injectable()
export class BoardSnapshots {
  private readonly readings = new Map<
    string,
    { readonly takenAt: number; readonly reading: Promise<Reading> }
  >();

  private readonly readCount: ReturnType<Metrics['counter']>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: Stores,
    @Inject(ProgressBus) private readonly progress: ProgressBus,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.readCount = metrics.counter(
      'curbline_board_snapshots_read_total',
      'Snapshots of boards read from the database; boards that ask in the same second share one',
    );
  }

  /** @throws ProblemException `store-unknown`. */
  async take(storeId: string): Promise<BoardSnapshot> {
    const reading = await this.shared(storeId);
    const trips = new Set(reading.cards.map(({ tripId }) => tripId));
    const progress = await this.progress.latest(storeId, trips);
    return { ...reading, serverTime: this.clock.now(), progress };
  }

  private shared(storeId: string): Promise<Reading> {
    const now = this.clock.now();
    const known = this.readings.get(storeId);
    if (known && isFresh(known.takenAt, now)) return known.reading;
    if (this.readings.size >= MOST_KEPT) this.dropOld(now);
    this.readCount.inc();
    const reading = this.read(storeId, now);
    this.readings.set(storeId, { takenAt: now, reading });
    // A failure is not shared with those who ask later.
    reading.catch(() => this.readings.delete(storeId));
    return reading;
  }

  private dropOld(now: number): void {
    for (const [storeId, { takenAt }] of this.readings) {
      if (!isFresh(takenAt, now)) this.readings.delete(storeId);
    }
  }

  private async read(storeId: string, now: number): Promise<Reading> {
    const { id, settings } = await this.stores.get(storeId);
    const { epoch, seq, value } = await snapshot(this.dataSource, storeId, async (manager) => {
      const [cards, visitors] = await Promise.all([
        boardCards(manager, storeId, now),
        readVisitors(manager, storeId),
      ]);
      return { cards, visitors, figures: await readFigures(manager, { storeId, ...settings }, now, cards) };
    });
    return {
      ...value,
      position: { epoch, seq },
      store: {
        id,
        name: settings.name,
        timeZone: settings.timeZone,
        goalS: settings.goalS,
        promiseS: settings.promiseS,
        leadS: settings.leadS,
        bays: settings.bays.map(({ label }) => label),
        languages: settings.languages,
      },
    };
  }
}

/** A reading from the future is of a clock that was set back since: it would stay for as long as that. */
const isFresh = (takenAt: number, now: number): boolean => now >= takenAt && now - takenAt < SHARED_MS;
