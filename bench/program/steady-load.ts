/** Fixes at a steady rate, however the server fares: what is late is sent as soon as a line is free, and counted. */
import type { Fleet } from './fleet.ts';
import { KeepAliveConnection } from './keep-alive-connection.ts';

const TICK_MS = 10;

export class SteadyLoad {
  private readonly idle: KeepAliveConnection[];
  private readonly timer: NodeJS.Timeout;
  private readonly from = performance.now();
  private failed: unknown;
  sent = 0;
  /** Of these, so many had no line to go by when their time came. */
  late = 0;

  private constructor(
    private readonly lines: readonly KeepAliveConnection[],
    private readonly fleet: Fleet,
    private readonly perSecond: number,
  ) {
    this.idle = [...lines];
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  static async begin(port: number, fleet: Fleet, perSecond: number, connections = 64): Promise<SteadyLoad> {
    const opening = Array.from({ length: connections }, () => KeepAliveConnection.open(port));
    return new SteadyLoad(await Promise.all(opening), fleet, perSecond);
  }

  /** @returns fixes a second, as sent. @throws when one was refused. */
  end(): number {
    clearInterval(this.timer);
    for (const line of this.lines) line.close();
    if (this.failed) throw this.failed as Error;
    return this.sent / ((performance.now() - this.from) / 1000);
  }

  private tick(): void {
    let due = Math.floor(((performance.now() - this.from) / 1000) * this.perSecond) - this.sent;
    for (; due > 0; due -= 1) {
      const line = this.idle.pop();
      if (!line) {
        this.late += due;
        return;
      }
      this.sent += 1;
      const { path, body, cookie } = this.fleet.next(1);
      line.post(path, body, cookie).then(
        () => this.idle.push(line),
        (error: unknown) => (this.failed ??= error),
      );
    }
  }
}
