/**
 * Which device this screen is, and who is signed in on it.
 *
 *   asking ──► enrol (no device cookie) ──code──► asking
 *     │──────► known: a wall is ready, a handheld asks who is there
 *     └──────► revoked: the server ended it while it was on
 */
import type { DeviceSession } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { enrolDevice, readDevice, signIn, signOut } from '../live/board-api.js';
import { backOffMs } from '../live/back-off.js';
import type { CallResult } from '../live/http.js';
import { language } from '../ui/language.svelte.js';

/**
 * How often a screen asks for its session, also one that nobody touches for weeks: the answer renews its token, daily.
 * ± 10%, so that the screens of a chain that were switched on together do not ask together.
 */
const ASK_AGAIN_MS = 6 * 3_600_000;

/** What the server answers to a device that it does not know, or no longer. */
const NOT_KNOWN: readonly number[] = [401, 403, 404];

export type SessionPhase = 'asking' | 'unreachable' | 'enrol' | 'revoked' | 'known';
/** Null when it worked. */
export type Failure = Problem | 'unreachable' | null;

const failureOf = (answer: CallResult<unknown>): Failure =>
  answer.ok ? null : (answer.problem ?? 'unreachable');

export class BoardSession {
  phase = $state<SessionPhase>('asking');
  known = $state.raw<DeviceSession | null>(null);

  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks the server; while it does not answer, again and again. */
  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    const answer = await readDevice();
    if (answer.ok) {
      this.attempt = 0;
      this.known = answer.value;
      this.phase = 'known';
      const first = answer.value.store.languages[0];
      if (first) void language.suggest(first);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.refresh(), ASK_AGAIN_MS * (0.9 + 0.2 * Math.random()));
      return;
    }
    if (NOT_KNOWN.includes(answer.problem?.status ?? 0)) {
      this.phase = this.known ? 'revoked' : 'enrol';
      this.known = null;
      return;
    }
    // Known before: the board goes on with what it has, and says that it is offline.
    if (!this.known) this.phase = 'unreachable';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), backOffMs(this.attempt, Math.random()));
    this.attempt += 1;
  }

  /** What this screen was before it was loaded, as long as the server does not answer. */
  recall(known: DeviceSession): void {
    this.known = known;
    this.phase = 'known';
  }

  async enrol(code: string, name: string): Promise<Failure> {
    const failure = failureOf(await enrolDevice(code, name));
    if (failure === null) await this.refresh();
    return failure;
  }

  async signIn(staffId: string, pin: string): Promise<Failure> {
    const failure = failureOf(await signIn(staffId, pin));
    if (failure === null) await this.refresh();
    return failure;
  }

  async signOut(): Promise<void> {
    await signOut();
    await this.refresh();
  }

  /** The server said that this device is no more. */
  revoke(): void {
    this.known = null;
    this.phase = 'revoked';
  }

  /** From the revoked screen back to the code. */
  startOver(): void {
    this.phase = 'enrol';
  }
}
