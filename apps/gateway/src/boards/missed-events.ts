/**
 * How much of the log a device may have played back to it. What a board missed in a short absence it gets event by
 * event, always. A long absence costs the database and this process by its length, and a snapshot, which all boards
 * of the store share, tells the same for less: so a device has a budget for long ones, and past it a snapshot.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Limits } from '@curbline/platform';

/** A minute or two of a busy store, and the way from a snapshot to the socket: never counted. */
export const SHORT_ABSENCE = 20;
/** A fortnight of a busy store at once, or a day of it every hour and a half. */
export const MISSED_AT_MOST = 20_000;
const WINDOW_S = 600;

@Injectable()
export class MissedEvents {
  private readonly counter: ReturnType<Limits['counter']>;

  constructor(@Inject(Limits) limits: Limits) {
    this.counter = limits.counter({ name: 'missed', most: MISSED_AT_MOST, windowS: WINDOW_S });
  }

  /**
   * @param count how many events the device is behind
   * @returns whether it gets them; else it needs a snapshot.
   */
  async mayHave(deviceId: string, count: number): Promise<boolean> {
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
