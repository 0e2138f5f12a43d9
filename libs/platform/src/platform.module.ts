/** The providers of every program: clock, log, metrics, health, limits, problem details. */
import { type DynamicModule, Global, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { Clock, SystemClock } from './clock.js';
import { Demonstration } from './demonstration.js';
import { DocsReaders } from './edge/docs-pages.js';
import { HealthChecks } from './operations/health-checks.js';
import { HealthController } from './operations/health.controller.js';
import { Metrics } from './operations/metrics.js';
import { MetricsListener } from './operations/metrics-listener.js';
import { MetricsController } from './operations/metrics.controller.js';
import { OutgoingRequests } from './outgoing/outgoing-requests.js';
import { PLATFORM_OPTIONS, type PlatformOptions } from './platform-options.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { validationPipe } from './problems/validation-pipe.js';
import { FastifyRoutes } from './requests/fastify-routes.js';
import { OfferedMethods } from './requests/offered-methods.js';
import { CallerCache } from './security/callers.js';
import { ContactHash } from './security/contact-hash.js';
import { DeclaredAccessGuard } from './security/declared-access.js';
import { AttemptLimiter } from './security/attempt-limiter.js';
import { Limits, LimitsInMemory, LimitsInRedis } from './security/limits.js';
import { RequestRateLimits } from './security/request-rate-limits.js';
import { SameOriginGuard } from './security/same-origin.guard.js';
import { SecretBox } from './security/secret-box.js';

@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(private readonly limits: Limits) {}

  static forRoot(options: PlatformOptions, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: PLATFORM_OPTIONS, useValue: options },
        { provide: Clock, useValue: clock },
        Metrics,
        MetricsListener,
        Demonstration,
        DocsReaders,
        HealthChecks,
        OfferedMethods,
        { provide: OutgoingRequests, useFactory: () => new OutgoingRequests(options.outgoingPrivateHosts) },
        { provide: Limits, useFactory: () => limitsOf(options) },
        AttemptLimiter,
        CallerCache,
        ContactHash,
        RequestRateLimits,
        SameOriginGuard,
        SecretBox,
        FastifyRoutes,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
        { provide: APP_GUARD, useClass: DeclaredAccessGuard },
        { provide: APP_GUARD, useExisting: SameOriginGuard },
      ],
      exports: [
        PLATFORM_OPTIONS,
        Clock,
        Metrics,
        MetricsListener,
        Demonstration,
        DocsReaders,
        HealthChecks,
        OutgoingRequests,
        Limits,
        AttemptLimiter,
        CallerCache,
        ContactHash,
        RequestRateLimits,
        FastifyRoutes,
        SecretBox,
      ],
    };
  }

  onApplicationShutdown(): Promise<void> {
    return this.limits.close();
  }
}

function limitsOf({ redisUrl }: PlatformOptions): Limits {
  if (redisUrl === undefined) return new LimitsInMemory();
  const logger = new Logger('limits');
  return new LimitsInRedis({
    url: redisUrl,
    onError: (error) =>
      logger.warn(
        { err: error },
        'Redis does not respond. Rate limits are counted in this process alone until it does.',
      ),
  });
}
