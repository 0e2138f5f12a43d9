/**
 * Work that is repeated at an interval. It never runs twice at once, and a failure never ends the process. Of several
 * failures in a row the first is reported.
 */
export class RepeatedWork {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private troubled = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  begin(everyMs: number): void {
    this.timer = setInterval(() => void this.now(), everyMs).unref();
  }

  /** Runs the work now, or waits for the run under way. Never rejects. */
  now(): Promise<void> {
    return (this.running ??= this.guarded().finally(() => (this.running = undefined)));
  }

  /** Waits for the run under way; no other begins. */
  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async guarded(): Promise<void> {
    try {
      await this.work();
      this.troubled = false;
    } catch (error) {
      if (!this.troubled) this.onTrouble(error);
      this.troubled = true;
    }
  }
}
