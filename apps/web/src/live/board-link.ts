/**
 * A board's connection to the server: a snapshot by HTTP, then events by the socket from that position in the log on.
 *
 *   loading ──snapshot──► connecting ──live──► live
 *      ▲                      │  ▲               │ silence of 15 s, closed, a gap, an unheard head
 *      │◄──resync, epoch──────┘  └──────back-off─┘
 *   ended: signed out, revoked, or another protocol; nothing leads out of it but a new link.
 *
 * The socket library's own reconnection and recovery are off: the position in the log decides, so
 * that a board gets all that it missed or takes a new snapshot, never a part. Each try has a number
 * (`generation`); whatever arrives from an earlier one is ignored.
 */
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { Live } from '@curbline/contracts/socket';
import { backOffMs } from './back-off.js';
import type {
  BoardSocket,
  EndReason,
  LinkListener,
  LinkPhase,
  LinkEnvironment,
} from './board-link-environment.js';
import { DEAD_LINK_MS } from './board-wire.js';

/** How long the server may take from our hello to `live`. */
const CONNECT_WITHIN_MS = 8_000;
/** A probe after the screen wakes must be answered within this: the rest of two seconds is for the page to show it. */
const PROBE_WITHIN_MS = 1_400;
/** How long events may take to catch up with a head that was announced before them. */
const HEAD_GRACE_MS = 1_500;
/** Healing twice within this is paced like a retry: a server that is wrong is not hammered as well. */
const HEAL_APART_MS = 2_000;
/** A little under the limit, so that the banner stands when the limit is reached. */
const SILENCE_MS = DEAD_LINK_MS - 700;

/**
 * So long without a word, and the store may have been dark: only a snapshot says so. A third of what the server takes for
 * dark is how often it notes who is connected.
 */
const LONG_SILENCE_MS = 45_000;

export class BoardLink {
  private phase: LinkPhase = 'loading';
  private generation = 0;
  private attempt = 0;
  private fruitless = 0;
  private heardAtMs: number;
  private healedAt = Number.NEGATIVE_INFINITY;
  private socket: BoardSocket | null = null;
  private cancelTimers: (() => void)[] = [];
  private cancelSilence: () => void = () => {};

  constructor(
    private readonly environment: LinkEnvironment,
    private readonly listener: LinkListener,
  ) {
    this.heardAtMs = environment.wallMs();
  }

  /** Takes a snapshot and goes live; also the way back after `stop`. */
  start(): void {
    this.attempt = 0;
    this.load();
  }

  /** Ends the connection for good, without telling the listener. */
  stop(): void {
    this.disconnect();
    this.phase = 'ended';
  }

  /** The screen woke or the network came back: test the connection, or make a new one, at once. */
  wake(): void {
    if (this.phase === 'ended') return;
    this.attempt = 0;
    if (this.phase !== 'live' || !this.socket) {
      // A snapshot on its way is left alone; a wait between tries is cut short.
      if (this.phase === 'connecting') this.connect();
      else this.load();
      return;
    }
    const { generation } = this;
    const askedAt = this.environment.monotonicMs();
    const cancel = this.timer(PROBE_WITHIN_MS, () => this.connect());
    this.socket.probe().then(
      (live) => {
        if (generation !== this.generation) return;
        cancel();
        this.hear(live.serverTime, (this.environment.monotonicMs() - askedAt) / 2);
        this.checkHead(live.head);
      },
      () => {},
    );
  }

  private load(): void {
    const generation = this.disconnect();
    this.enter('loading');
    this.environment.fetchSnapshot().then(
      (answer) => {
        if (generation !== this.generation) return;
        if ('refused' in answer) return this.end(answer.refused);
        if ('unreachable' in answer) return this.retry(() => this.load());
        this.heardAtMs = this.environment.wallMs();
        this.listener.snapshot(answer.snapshot);
        this.listener.heard(answer.snapshot.serverTime, answer.delayMs);
        this.connect();
      },
      () => {
        if (generation === this.generation) this.retry(() => this.load());
      },
    );
  }

  private connect(): void {
    if (this.environment.wallMs() - this.heardAtMs > LONG_SILENCE_MS) return this.load();
    const generation = this.disconnect();
    const own = (work: () => void): void => {
      if (generation === this.generation) work();
    };
    this.enter('connecting');
    this.timer(CONNECT_WITHIN_MS, () => this.lost());
    this.socket = this.environment.openSocket(this.listener.position(), {
      events: (events) => own(() => this.take(events)),
      live: (live) => own(() => this.goLive(live)),
      resync: () => own(() => this.heal(() => this.load())),
      progress: (progress) =>
        own(() => {
          this.hear(null, 0);
          this.listener.progress(progress);
        }),
      heartbeat: (live) =>
        own(() => {
          this.hear(live.serverTime, 0);
          this.checkHead(live.head);
        }),
      ended: (reason) => own(() => (reason === 'shutdown' ? this.lost() : this.end(reason))),
      // Refused by the server: the snapshot's answer says why, or heals what was wrong.
      closed: (refused) => own(() => (refused ? this.retry(() => this.load()) : this.lost())),
    });
  }

  private goLive(live: Live): void {
    this.clearTimers();
    this.attempt = 0;
    this.enter('live');
    this.hear(live.serverTime, 0);
    this.checkHead(live.head);
  }

  private take(events: readonly StoreEvent[] | null): void {
    this.hear(null, 0);
    const before = this.listener.position().seq;
    const gap = events ? this.listener.events(events) : 'missing';
    if (gap === null) {
      this.fruitless = 0;
      return;
    }
    // Ask again from our own place; when that leads nowhere twice, start over with a snapshot.
    this.fruitless = this.listener.position().seq > before ? 0 : this.fruitless + 1;
    if (gap === 'epoch' || this.fruitless > 1) this.heal(() => this.load());
    else this.heal(() => this.connect());
  }

  /** Fetches what is missing: at once, unless that was tried a moment ago. */
  private heal(work: () => void): void {
    const now = this.environment.monotonicMs();
    const soon = now - this.healedAt < HEAL_APART_MS;
    this.healedAt = now;
    if (soon) this.retry(work);
    else work();
  }

  /** The log is further than we are: unless the events are just behind, something was missed. */
  private checkHead(head: LogPosition): void {
    const own = this.listener.position();
    if (head.epoch !== own.epoch) return this.heal(() => this.load());
    if (head.seq <= own.seq) return;
    this.timer(HEAD_GRACE_MS, () => {
      if (this.listener.position().seq < head.seq) this.heal(() => this.connect());
    });
  }

  private lost(): void {
    this.retry(() => this.connect());
  }

  private retry(work: () => void): void {
    this.disconnect();
    this.enter(this.phase === 'loading' ? 'loading' : 'connecting');
    this.timer(backOffMs(this.attempt, this.environment.random()), work);
    this.attempt += 1;
  }

  private end(reason: EndReason): void {
    this.disconnect();
    this.enter('ended');
    this.listener.ended(reason);
  }

  private hear(serverTime: number | null, delayMs: number): void {
    this.heardAtMs = this.environment.wallMs();
    this.listener.heard(serverTime, delayMs);
    this.cancelSilence();
    this.cancelSilence =
      this.phase === 'live' ? this.environment.after(SILENCE_MS, () => this.silent()) : () => {};
  }

  private silent(): void {
    this.attempt = 0;
    this.connect();
  }

  private enter(phase: LinkPhase): void {
    if (phase === this.phase) return;
    this.phase = phase;
    this.listener.phase(phase);
  }

  private timer(ms: number, work: () => void): () => void {
    const cancel = this.environment.after(ms, work);
    this.cancelTimers.push(cancel);
    return cancel;
  }

  private clearTimers(): void {
    for (const cancel of this.cancelTimers) cancel();
    this.cancelTimers = [];
  }

  /** Ends this try: its socket, timers and late answers. Returns the number of the next. */
  private disconnect(): number {
    this.generation += 1;
    this.clearTimers();
    this.cancelSilence();
    this.socket?.close();
    this.socket = null;
    return this.generation;
  }
}
