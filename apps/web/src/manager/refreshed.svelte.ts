/**
 * A value of the server that keeps itself fresh while it is looked at: asked for at once, then every so
 * often, at each return to the page, and sooner after a failure. What was read stays when the connection is lost.
 */
import type { CallResult } from '../live/http.js';

const AFTER_FAILURE_MS = 5_000;

/** Whether asking again soon would only bring the same refusal. */
const isRefused = ({ problem }: CallResult<unknown>): boolean =>
  problem !== undefined && problem.status >= 400 && problem.status < 500 && problem.status !== 429;

export class Refreshed<T> {
  value = $state.raw<T | null>(null);
  /** When the value was read, Unix ms by the server's clock. */
  readAt = $state<number | null>(null);
  failed = $state(false);
  /** What the last reading ended with, when it failed. */
  failure = $state.raw<CallResult<T> | null>(null);

  private timer: ReturnType<typeof setTimeout> | undefined;
  private generation = 0;

  constructor(
    private readonly read: () => Promise<CallResult<T>>,
    private readonly everyMs: number,
    private readonly onSignedOut: () => void,
  ) {}

  /** Starts; the answer ends it. */
  start(): () => void {
    const visible = (): void => {
      if (document.visibilityState === 'visible') void this.now();
    };
    document.addEventListener('visibilitychange', visible);
    void this.now();
    return () => {
      this.generation += 1;
      clearTimeout(this.timer);
      document.removeEventListener('visibilitychange', visible);
    };
  }

  /** Reads again at once. */
  async now(): Promise<void> {
    this.generation += 1;
    const { generation } = this;
    clearTimeout(this.timer);
    const answer = await this.read();
    if (generation !== this.generation) return;
    this.failed = !answer.ok;
    this.failure = answer.ok ? null : answer;
    if (answer.ok) {
      this.value = answer.value;
      this.readAt = answer.answeredAt;
    } else if (answer.problem?.status === 401) {
      return this.onSignedOut();
    }
    const soon = !answer.ok && !isRefused(answer);
    this.timer = setTimeout(() => void this.now(), soon ? AFTER_FAILURE_MS : this.everyMs);
  }

  /** The value as a change's answer gave it; the next reading comes at its usual time. */
  take(value: T): void {
    this.value = value;
    void this.now();
  }
}
