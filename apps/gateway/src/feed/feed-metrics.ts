import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '@curbline/platform';
import { StoreLogFollower } from '@curbline/store-log';

/** Measures how far the feeds are behind the logs. */
@Injectable()
export class FeedMetrics implements OnModuleInit {
  constructor(
    @Inject(StoreLogFollower) private readonly follower: StoreLogFollower,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'curbline_log_lag_events',
      help: 'Events in the stores’ logs that this process had not handed on at its last look',
      collect: () => this.follower.lagEvents,
    });
  }
}
