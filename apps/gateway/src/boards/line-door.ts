/**
 * Who may open a line, asked before there is one. An enrolled screen passes whatever others at its address do: its
 * cookie is looked up at once, or, where many wrong ones came from there, after those that wait already. Strangers
 * get few lines, each for a moment: a screen that was revoked is told so on it, which a refused upgrade cannot tell
 * a browser.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import { Clock, problem, type ProblemException } from '@curbline/platform';
import { BoardLines } from './board-lines.js';
import { Turns } from './turns.js';

/** Look-ups of screens at once, and how many may wait for one: all boards of a large installation, after a restart. */
const LOOK_UPS_AT_ONCE = 8;
const MOST_WAITING = 2_000;
/** Where wrong cookies come from: one look-up at a time, two hundred a second at the most. */
const SLOWED_MOST_WAITING = 500;
const SLOWED_PAUSE_MS = 5;
/** Screens let in lately, by the hash of their secret: these never wait for what their neighbors did. */
const MOST_REMEMBERED = 20_000;
const RETRY_AFTER_S = 60;

/** The device behind the request, nobody that is known, or a refusal. */
export type Judgement =
  { readonly deviceId: string } | { readonly stranger: true } | { readonly refused: ProblemException };

@Injectable()
export class LineDoor {
  private readonly lookUps = new Turns(LOOK_UPS_AT_ONCE, MOST_WAITING);
  private readonly slowed = new Turns(1, SLOWED_MOST_WAITING, SLOWED_PAUSE_MS);
  private readonly remembered = new Set<string>();

  constructor(
    private readonly sessions: Sessions,
    private readonly lines: BoardLines,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param address as `addressKey` writes it @throws what the database throws */
  async judge(cookieHeader: string | undefined, address: string): Promise<Judgement> {
    const secret = this.sessions.deviceSession(cookieHeader);
    if (secret === undefined) return this.stranger(address);
    const { strangers } = this.lines;
    const isKnown = this.remembered.has(secret);
    const lane = !isKnown && strangers.isSlowed(address, this.clock.now()) ? this.slowed : this.lookUps;
    // Counted before it is looked up and given back when it is right: many at once are many.
    strangers.missed(address, this.clock.now());
    const looked = await lane.take(async () => ({ device: await this.sessions.device(cookieHeader) }));
    if (!looked) return { refused: problem('unavailable', { retryAfterS: 2 }) };
    if (!looked.device) {
      this.remembered.delete(secret);
      return this.stranger(address);
    }
    strangers.wasRight(address);
    this.remember(secret);
    const { deviceId } = looked.device;
    return this.lines.mayOpen(deviceId) ? { deviceId } : tooMany();
  }

  /** Somebody who is no screen, or asks for what does not exist: counted, and past the share refused. */
  stranger(address: string): Judgement {
    const { strangers } = this.lines;
    const now = this.clock.now();
    if (!strangers.mayTry(address, now)) return tooMany();
    strangers.tried(address, now);
    return { stranger: true };
  }

  private remember(secret: string): void {
    this.remembered.delete(secret);
    this.remembered.add(secret);
    if (this.remembered.size <= MOST_REMEMBERED) return;
    for (const oldest of this.remembered) {
      this.remembered.delete(oldest);
      return;
    }
  }
}

const tooMany = (): Judgement => ({ refused: problem('too-many-requests', { retryAfterS: RETRY_AFTER_S }) });
