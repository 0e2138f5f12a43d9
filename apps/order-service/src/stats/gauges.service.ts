/** The domain's own figures for Prometheus, by store; read at each scrape, never a customer's anything. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Metrics, type GaugeValue } from '@curbline/platform';
import { DataSource } from 'typeorm';

@Injectable()
export class GaugesService implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'curbline_open_trips',
      help: 'Trips that are not over, by store and state',
      labels: ['store', 'state'],
      collect: () =>
        this.read(
          'SELECT store_id AS store, state, count(*) AS value FROM trip WHERE closed_at IS NULL GROUP BY 1, 2',
        ),
    });
    this.metrics.gauge({
      name: 'curbline_open_waits',
      help: 'Customers who are here and wait, by store',
      labels: ['store'],
      collect: () =>
        this.read(`SELECT store_id AS store, count(*) AS value FROM trip
                   WHERE state = 'arrived' AND arrival_confirmed GROUP BY 1`),
    });
    this.metrics.gauge({
      name: 'curbline_longest_open_wait_seconds',
      help: 'How long the longest of the open waits has lasted, by store',
      labels: ['store'],
      collect: () =>
        this.read(
          `SELECT store_id AS store, extract(epoch FROM $1::timestamptz - min(arrival_occurred_at)) AS value
           FROM trip WHERE state = 'arrived' AND arrival_confirmed GROUP BY 1`,
          [new Date(this.clock.now())],
        ),
    });
  }

  private async read(sql: string, parameters: unknown[] = []): Promise<GaugeValue[]> {
    const rows = await this.dataSource.query<Record<string, string>[]>(sql, parameters);
    return rows.map(({ value, ...labels }) => ({ labels, value: Number(value) }));
  }
}
