/**
 * The program's figures for Prometheus. Parts register theirs once, at start; a gauge that cannot be
 * read just now (the database is away) is left out of one answer instead of failing it.
 */
import { Injectable, Logger } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Reading {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface GaugeSource {
  /** With its unit: `curbline_open_trips`, `curbline_log_lag_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  /** Read at each scrape. Never a customer's anything: labels are stores, states, services. */
  readonly collect: () => number | readonly Reading[] | Promise<number | readonly Reading[]>;
}

@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly logger = new Logger('metrics');
  private readonly requests = new Histogram({
    name: 'curbline_http_request_duration_seconds',
    help: 'Time from a request’s arrival to the end of its answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  /** The process’s own figures (memory, event loop, collector). Once, by the program. */
  collectProcessFigures(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  gauge(source: GaugeSource): void {
    const gauge: Gauge = new Gauge({
      name: source.name,
      help: source.help,
      labelNames: [...(source.labels ?? [])],
      registers: [this.registry],
      collect: async () => {
        gauge.reset();
        try {
          const readings = await source.collect();
          if (typeof readings === 'number') gauge.set(readings);
          else for (const { labels, value } of readings) gauge.set({ ...labels }, value);
        } catch (error) {
          gauge.reset();
          gauge.remove();
          this.logger.warn({ msg: `${source.name} could not be read`, err: error });
        }
      },
    });
  }

  counter(name: string, help: string, labels: readonly string[] = []): Counter {
    return new Counter({ name, help, labelNames: [...labels], registers: [this.registry] });
  }

  /** `buckets` in the unit of the name. */
  histogram(name: string, help: string, buckets: number[], labels: readonly string[] = []): Histogram {
    return new Histogram({ name, help, buckets, labelNames: [...labels], registers: [this.registry] });
  }

  /** Seconds; `route` is the pattern, never the path asked for. */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }
}
