/**
 * Sends positions to the server. They wait in memory alone, never in the browser's storage, and only
 * the newest are kept: after a tunnel the way through it matters little. One request at a time, and none
 * before the server knows that the position is shared: it would refuse it.
 */
import type { FixInput, FixesAnswer } from '@curbline/contracts/http';
import { backOffMs } from '../live/back-off.js';
import type { Outcome } from '../live/http.js';

const KEPT = 60;

/** One request: what the phone says, all of it readable. */
export interface FixReport {
  /** Unix ms of the phone's clock. */
  readonly sentAt: number;
  readonly fixes: readonly FixInput[];
}

export interface ReporterEnvironment {
  /** The phone's own clock, Unix ms: the same that stamps positions. */
  phoneNow(): number;
  /** A clock that nobody sets, ms. */
  monotonicMs(): number;
  send(report: FixReport): Promise<Outcome<FixesAnswer>>;
  after(ms: number, work: () => void): () => void;
  random(): number;
}

export interface ReporterListener {
  answered(answer: FixesAnswer): void;
  /** The server takes no more: sharing is off, the trip over, or the link dead. */
  refused(code: string): void;
  /** The server could not read one position, and it is gone. */
  unreadable(): void;
}

export class FixReporter {
  private fixes: readonly FixInput[] = [];
  /** When the phone gave each, by the clock that nobody sets: it may have stamped them by yet another. */
  private readonly gotAt = new WeakMap<FixInput, number>();
  private allowed = false;
  /** How many go in one request: fewer while one that cannot be read is looked for. */
  private batch = KEPT;
  private busy = false;
  private attempt = 0;
  private cancelRetry: () => void = () => {};

  constructor(
    private readonly environment: ReporterEnvironment,
    private readonly listener: ReporterListener,
  ) {}

  get waiting(): number {
    return this.fixes.length;
  }

  add(fix: FixInput): void {
    this.gotAt.set(fix, this.environment.monotonicMs());
    this.fixes = [...this.fixes, fix].slice(-KEPT);
    this.flush();
  }

  /** Whether the server knows of the sharing: positions wait until it does. */
  allow(allowed: boolean): void {
    this.allowed = allowed;
    this.flush();
  }

  /** Sends what waits, now. */
  flush(): void {
    if (!this.allowed || this.busy || this.fixes.length === 0) return;
    this.cancelRetry();
    this.busy = true;
    const sent = this.fixes.slice(0, this.batch);
    this.environment
      .send({ sentAt: Math.round(this.environment.phoneNow()), fixes: sent.map((fix) => this.aged(fix)) })
      .catch((): Outcome<FixesAnswer> => ({ later: true }))
      .then((outcome) => {
        this.busy = false;
        this.settle(sent, outcome);
      })
      .catch(() => {
        this.busy = false;
      });
  }

  private aged(fix: FixInput): FixInput {
    const now = this.environment.monotonicMs();
    return { ...fix, ageMs: Math.max(0, Math.round(now - (this.gotAt.get(fix) ?? now))) };
  }

  /** Sharing stopped: what was not sent never will be. */
  forget(): void {
    this.cancelRetry();
    this.fixes = [];
  }

  private settle(sent: readonly FixInput[], outcome: Outcome<FixesAnswer>): void {
    if ('later' in outcome) {
      const waitMs = Math.max(outcome.afterMs ?? 0, backOffMs(this.attempt, this.environment.random()));
      this.attempt += 1;
      this.cancelRetry = this.environment.after(waitMs, () => this.flush());
      return;
    }
    this.attempt = 0;
    this.fixes = this.fixes.filter((fix) => !sent.includes(fix));
    if ('refused' in outcome) {
      if (outcome.refused.status !== 400) {
        this.forget();
        this.listener.refused(outcome.refused.code);
        return;
      }
      // One that the server cannot read must not take the others with it: they go again in halves, and what is left
      // alone is reported as lost and dropped, since it would be refused for ever.
      if (sent.length > 1) {
        this.batch = Math.ceil(sent.length / 2);
        this.fixes = [...sent, ...this.fixes].slice(-KEPT);
      } else {
        this.batch = Math.min(this.batch * 2, KEPT);
        this.listener.unreadable();
      }
      this.flush();
      return;
    }
    this.batch = Math.min(this.batch * 2, KEPT);
    this.listener.answered(outcome.done);
    this.flush();
  }
}
