/** What the program needs to do its work, each a check that resolves, or rejects when it is missing. */
import { Injectable, Logger } from '@nestjs/common';

export type HealthCheck = () => Promise<unknown>;

export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

/** A check that does not answer in this time has failed: the prober's own patience is short. */
const CHECK_TIMEOUT_MS = 2000;

@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>();
  private readonly logger = new Logger('health');
  private leaving = false;

  /** Whether this process is about to end: it works on, and asks to be given nothing new. */
  get stopping(): boolean {
    return this.leaving;
  }

  /** To be called a moment before the application is closed, for whoever shares out the requests. */
  stop(): void {
    this.leaving = true;
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
    const ready = !this.leaving && results.every(([, result]) => result === 'ok');
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
      this.logger.warn({ msg: `${name} is not ready`, err: error });
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
