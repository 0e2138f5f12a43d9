/** The customer page's calls to the server, and what every answer tells besides: the server's time, and that it can be reached. */
import { ServerClock } from '../live/server-clock.js';
import { type Answer, type Heard, hear } from '../live/trip-api.js';
import { language } from '../ui/language.svelte.js';
import type { Route } from './first-question.js';

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

  ask<Value extends Timed>(route: Route, body?: unknown, key?: string): Promise<Answer<Value>> {
    return this.heard(hear<Value>({ ...route, body, key, language: language.current }));
  }

  /** Waits for a question that is under way already. */
  async heard<Value extends Timed>(asked: Promise<Heard<Value>>): Promise<Answer<Value>> {
    const { answer, askedAt, heardAt } = await asked;
    if ('value' in answer) {
      const onItsWayMs = (heardAt - askedAt) / 2;
      this.clock.learn(answer.value.serverTime, onItsWayMs + performance.now() - heardAt);
    }
    this.lost = 'later' in answer;
    if (!this.lost) this.lastContactAt = this.now();
    return answer;
  }
}
