/** Holds the load back while boards are compared, and ends it. */
export class Barrier {
  closing = false;
  private shut: Promise<void> | undefined;
  private release: () => void = () => {};

  /** Resolves at once unless the barrier is shut. */
  async open(): Promise<void> {
    await this.shut;
  }

  hold(): void {
    this.shut ??= new Promise((resolve) => (this.release = resolve));
  }

  let(): void {
    this.shut = undefined;
    this.release();
  }

  /** Nobody begins anything new. */
  close(): void {
    this.closing = true;
    this.let();
  }
}
