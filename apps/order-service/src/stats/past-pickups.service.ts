/** The pickups behind a store's figures: pages of a list, the whole list as CSV, and one pickup's timeline. */
import { Injectable } from '@nestjs/common';
import type { PickupsCsvQuery, PickupsPage, PickupsQuery, PickupTimeline } from '@curbline/contracts/http';
import type { StoreEvent } from '@curbline/contracts/events';
import { readSnapshot } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { eventsOfEntity } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { StoresService } from '../stores/stores.service.js';
import { rangeOf } from './asked-range.js';
import { daysOf, localDay, type Period } from './period.js';
import { PickupsCsv } from './pickups-csv.js';
import { PastPickupsRepository } from './past-pickups.repository.js';

/** More than one day has. */
const ALL = 1_000_000;

/** A CSV that is written while it is sent. */
export interface CsvExport {
  readonly fileName: string;
  readonly parts: AsyncGenerator<string>;
}

@Injectable()
export class PastPickupsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly clock: Clock,
    private readonly pickups: PastPickupsRepository,
  ) {}

  /** @throws ProblemException `store-unknown`, or `invalid-input` for a range that is too long. */
  async page(storeId: string, query: PickupsQuery): Promise<PickupsPage> {
    const now = this.clock.now();
    return readSnapshot(this.dataSource, async (manager) => {
      const { settings } = await this.stores.require(manager, storeId);
      const range = rangeOf(query, localDay(now, settings.timeZone));
      const period: Period = { ...range, storeIds: [storeId], now };
      const [total, page] = await Promise.all([
        this.pickups.count(manager, period, query),
        this.pickups.page(manager, period, query, query),
      ]);
      return { total, ...page };
    });
  }

  /** @throws ProblemException as {@link page}, before the first part. */
  async csv(storeId: string, query: PickupsCsvQuery): Promise<CsvExport> {
    const { settings } = await this.stores.get(storeId);
    const range = rangeOf(query, localDay(this.clock.now(), settings.timeZone));
    const csv = new PickupsCsv(query.language, settings.timeZone);
    return {
      fileName: `${storeId}-${range.from}-${range.to}.csv`,
      parts: this.csvParts(csv, { ...range, storeIds: [storeId], now: this.clock.now() }, query),
    };
  }

  /** @throws ProblemException `order-unknown` when the statistics know no such pickup. */
  async timeline(storeId: string, orderId: string): Promise<PickupTimeline> {
    return readSnapshot(this.dataSource, async (manager) => {
      const [pickup, events] = await Promise.all([
        this.pickups.find(manager, storeId, orderId, this.clock.now()),
        eventsOfEntity(manager, storeId, orderId),
      ]);
      if (!pickup) throw problem('order-unknown');
      return { pickup, events: events.map(toTimelineEvent) };
    });
  }

  private async *csvParts(csv: PickupsCsv, period: Period, query: PickupsCsvQuery): AsyncGenerator<string> {
    yield csv.head();
    // Day by day, so that no more of it is in memory; the newest first, as in the list.
    for (const day of daysOf(period).reverse()) {
      const ofDay = { ...period, from: day, to: day };
      const { pickups } = await this.pickups.page(this.dataSource.manager, ofDay, query, {
        sort: 'newest',
        limit: ALL,
      });
      yield csv.lines(pickups);
    }
  }
}

function toTimelineEvent(event: StoreEvent): PickupTimeline['events'][number] {
  const { type, occurredAt, recordedAt, actor, payload } = event;
  const arrival = payload.card?.arrival ?? null;
  return {
    type,
    occurredAt,
    recordedAt,
    by: { kind: actor.kind, name: actor.kind === 'customer' ? null : actor.name },
    evidence: arrival?.evidence ?? null,
    arrivedAt: arrival?.occurredAt ?? null,
    confirmed: arrival?.confirmed ?? null,
  };
}
