/** The health checks of a program: each resolves, or rejects when what it checks is not available. */
import { Injectable, Logger } from '@nestjs/common';

export type HealthCheck = () => Promise<unknown>;

export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

/** A check without a result in this time has failed, because probes have short timeouts. */
const CHECK_TIMEOUT_MS = 2000;

@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>();
  private readonly logger = new Logger('health');
  private isStopping = false;

  /** Whether this process is about to end: it still answers, but should get no new requests. */
  get stopping(): boolean {
    return this.isStopping;
  }

  /** Call it a moment before the application is closed, so that load balancers send no new requests. */
  stop(): void {
    this.isStopping = true;
  }

  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  async readiness(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.checks].map(
        async ([name, check]) => [name, (await this.passes(name, check)) ? 'ok' : 'failed'] as const,
      ),
    );
    const ready = !this.isStopping && results.every(([, result]) => result === 'ok');
    const status = ready ? 'ready' : 'not-ready';
    return { status, checks: Object.fromEntries(results) };
  }

  private async passes(name: string, check: HealthCheck): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
    });
    try {
      await Promise.race([check(), late]);
      return true;
    } catch (error) {
      this.logger.warn({
        msg: `The health check of ${name} failed. /health/ready answers 503 until it passes.`,
        err: error,
      });
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
