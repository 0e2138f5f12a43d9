/** The customer page's calls to the server, and what every answer shows as well: the server's time, and that it can be reached. */
import { type CallResult, call, type Outcome, outcomeOf } from '../live/http.js';
import { ServerClock } from '../live/server-clock.js';
import type { Route } from './first-request.js';

interface Timed {
  readonly serverTime: number;
}

export class ServerCalls {
  /** Nothing came through lately. */
  lost = $state(false);
  /** Unix ms of the server's clock. */
  lastContactAt = $state<number | null>(null);
  private readonly clock = new ServerClock(() => performance.now());

  /** Unix ms of the server's clock, or of the phone's as long as no answer came. */
  now(): number {
    return this.clock.known ? this.clock.now() : Date.now();
  }

  ask<Value extends Timed>({ path, method }: Route, body?: unknown, key?: string): Promise<Outcome<Value>> {
    return this.heard(call<Value>(path, { method, body, key }));
  }

  /** Waits for a question that is under way already. */
  async heard<Value extends Timed>(asked: Promise<CallResult<Value>>): Promise<Outcome<Value>> {
    const answer = await asked;
    if (answer.ok) {
      const { value, sentAt, receivedAt } = answer;
      const onItsWayMs = (receivedAt - sentAt) / 2;
      this.clock.learn(value.serverTime, onItsWayMs + performance.now() - receivedAt);
    }
    const outcome = outcomeOf(answer);
    this.lost = 'later' in outcome;
    if (!this.lost) this.lastContactAt = this.now();
    return outcome;
  }
}
