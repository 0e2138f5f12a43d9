/**
 * Limits how many events of the log a device may have replayed. After a short absence a board always gets the events that
 * it missed. The replay of a long absence costs as much as it is long, and a snapshot, which all boards of the store
 * share, costs less: a device has a rate limit for long replays, and past it needs a snapshot.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Limits } from '@curbline/platform';

/** Events: a minute or two of a busy store, or the time between a snapshot and the connection. Never counted. */
export const SHORT_ABSENCE = 20;
/** Events per window: two weeks of a busy store at once, or a day of it every hour and a half. */
export const MAX_REPLAYED = 20_000;
const WINDOW_S = 600;

@Injectable()
export class MissedEvents {
  private readonly counter: ReturnType<Limits['counter']>;

  constructor(@Inject(Limits) limits: Limits) {
    this.counter = limits.counter({ name: 'missed', most: MAX_REPLAYED, windowS: WINDOW_S });
  }

  /**
   * @param count how many events the device is behind
   * @returns whether they may be replayed; else the device needs a snapshot.
   */
  async consume(deviceId: string, count: number): Promise<boolean> {
    if (count <= SHORT_ABSENCE) return true;
    return this.counter.consume(deviceId, count).then(
      () => true,
      (refusal: unknown) => {
        if (refusal instanceof Error) throw refusal;
        return false;
      },
    );
  }
}
