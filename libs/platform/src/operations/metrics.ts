/**
 * The program's metrics for Prometheus, registered at the start. A gauge that cannot be read (the database does not answer)
 * is left out of the response.
 */
import { Injectable, Logger } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface GaugeValue {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface GaugeSource {
  /** With its unit: `curbline_open_trips`, `curbline_log_lag_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  /** Called at each scrape. Labels are stores, states and services; no personal data. */
  readonly collect: () => number | readonly GaugeValue[] | Promise<number | readonly GaugeValue[]>;
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

  /** Adds metrics of the process (memory, event loop, garbage collection). Called once, by the program. */
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
          this.logger.warn({
            msg: `The metric ${source.name} could not be read and is left out of this response.`,
            err: error,
          });
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
