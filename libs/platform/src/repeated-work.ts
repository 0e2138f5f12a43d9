/**
 * Work that is done again and again: never twice at once, and never the end of the process. Of failures in a row
 * the first is told.
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

  /** Does it now, or waits for the one that is being done. Never rejects. */
  now(): Promise<void> {
    return (this.running ??= this.guarded().finally(() => (this.running = undefined)));
  }

  /** Waits for what is being done; nothing begins afterwards. */
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
