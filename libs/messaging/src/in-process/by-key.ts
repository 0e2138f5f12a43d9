/** Runs tasks of one key one after the other, tasks of different keys side by side. */
export class ByKey {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    const tail: Promise<void> = result.then(
      () => this.delete(key, tail),
      () => this.delete(key, tail),
    );
    this.tails.set(key, tail);
    return result;
  }

  /** Resolves when all tasks that were running or waiting at the time of the call are done. */
  async idle(): Promise<void> {
    await Promise.all(this.tails.values());
  }

  private delete(key: string, tail: Promise<unknown>): void {
    if (this.tails.get(key) === tail) this.tails.delete(key);
  }
}
