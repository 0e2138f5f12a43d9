/** Sends what malformed.ts makes over raw connections, and what is worse than malformed: slowly. */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogPosition } from '@curbline/contracts/events';
import type { SeededRandom } from '@curbline/testkit';
import { helloPacket, upgradeRequest } from './frames.js';
import { attackBy, type Stage } from './malformed.js';

/** Answers are waited for no longer than this: an attacker is in no hurry, but the test is. */
const ANSWERED_WITHIN_MS = 3_000;
/** So that the server reads what was sent before the connection goes. */
const LINGERS_MS = 15;

export interface Target {
  readonly port: number;
  /** Of an enrolled screen: without it nobody comes as far as `live`. */
  readonly cookie: string;
  /** The log's head of late; without it each line asks for the whole log. */
  readonly head?: () => LogPosition;
}

/** Lines stand behind the head by up to so many events: the most that is played back to anybody at any time. */
const MOST_BEHIND = 15;

export type Sent = Record<Stage, number> & { unreachable: number };

/**
 * @param share how many at once.
 * @param perS packets a second at the most; none waits for another below that.
 * @param going asked before each attack.
 */
export async function attack(
  target: Target,
  random: SeededRandom,
  { share, perS, packets }: { share: number; perS: number; packets: number },
  going: () => boolean = () => true,
): Promise<Sent> {
  const sent: Sent = { http: 0, frame: 0, connected: 0, live: 0, unreachable: 0 };
  const startedAt = performance.now();
  let total = 0;
  const one = async (): Promise<void> => {
    while (total < packets && going()) {
      const { stage, packets: own } = attackBy(random);
      total += own.length;
      const early = startedAt + (total / perS) * 1000 - performance.now();
      if (early > 0) await sleep(early);
      const line = await AttackConnection.open(target.port, random);
      if (!line) {
        sent.unreachable += 1;
        total -= own.length;
        continue;
      }
      // One in eight asks for everything that there is.
      const position = random.next() < 1 / 8 ? undefined : behind(target, random);
      const went = await line.send(target.cookie, position, stage, own);
      sent[stage] += went;
      total -= own.length - went;
      line.end(random.next() < 0.5);
    }
  };
  await Promise.all(Array.from({ length: share }, one));
  return sent;
}

function behind({ head }: Target, random: SeededRandom): LogPosition | undefined {
  const by = random.integer(0, MOST_BEHIND);
  const at = head?.();
  return at && { ...at, seq: Math.max(1, at.seq - by) };
}

class AttackConnection {
  private heard = '';
  private gone = false;

  private constructor(
    private readonly socket: Socket,
    readonly from: string,
  ) {
    socket.on('data', (bytes: Buffer) => (this.heard += bytes.toString('latin1')));
    socket.on('error', () => (this.gone = true));
    socket.on('close', () => (this.gone = true));
  }

  /** From an address of the loopback of its own kind: a budget by address is not what is tested here. */
  static async open(port: number, random: SeededRandom): Promise<AttackConnection | undefined> {
    const localAddress = `127.${random.integer(1, 200)}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
    const socket = connect({
      port,
      host: '127.0.0.1',
      ...(process.platform === 'linux' ? { localAddress } : {}),
    });
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    return open ? new AttackConnection(socket, localAddress) : undefined;
  }

  /** @returns how many packets went out: none past the one at which the server hung up. */
  async send(
    cookie: string,
    position: LogPosition | undefined,
    stage: Stage,
    packets: readonly Buffer[],
  ): Promise<number> {
    if (stage !== 'http') this.socket.write(upgradeRequest(cookie, this.from));
    if (stage === 'live') {
      this.socket.write(helloPacket(position));
      await this.until('"live"');
    }
    if (stage === 'connected') await this.until('"sid"');
    if (this.gone) return 0;
    let sent = 0;
    for (const packet of packets) {
      if (this.gone) break;
      this.socket.write(packet);
      sent += 1;
    }
    await sleep(LINGERS_MS);
    return sent;
  }

  end(rudely: boolean): void {
    if (rudely) this.socket.resetAndDestroy();
    else this.socket.destroy();
  }

  private async until(word: string): Promise<void> {
    for (const until = performance.now() + ANSWERED_WITHIN_MS; performance.now() < until; await sleep(2)) {
      if (this.gone || this.heard.includes(word)) return;
    }
  }
}

/** Connections that never finish: for a head, for a hello, for a frame, for a body. */
export class SlowConnections {
  private readonly sockets = new Set<Socket>();
  private readonly timers: NodeJS.Timeout[] = [];
  opened = 0;
  refused = 0;

  /** @param count how many; each is opened again when the server has had enough of it. */
  constructor(
    private readonly target: Target,
    count: number,
    private readonly everyMs = 1_000,
  ) {
    for (let n = 0; n < count; n += 1) this.open(n);
  }

  get held(): number {
    return this.sockets.size;
  }

  end(): void {
    this.timers.forEach(clearInterval);
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  private open(n: number): void {
    const from = `127.${(n % 200) + 1}.250.${(n % 250) + 1}`;
    const local = process.platform === 'linux' ? { localAddress: from } : {};
    const socket = connect({ port: this.target.port, host: '127.0.0.1', ...local });
    const bytes = this.slowly(n % 4, from);
    let at = 0;
    this.sockets.add(socket);
    const timer = setInterval(() => {
      if (at < bytes.length) socket.write(bytes.subarray(at, (at += 1)));
    }, this.everyMs);
    this.timers.push(timer);
    socket.on('connect', () => {
      this.opened += 1;
      // The quick part first, so that the slow part is the one meant.
      at = this.quickPart(n % 4, from, bytes);
      socket.write(bytes.subarray(0, at));
    });
    socket.on('data', () => {});
    socket.on('error', () => (this.refused += 1));
    socket.on('close', () => {
      clearInterval(timer);
      this.sockets.delete(socket);
    });
  }

  private slowly(kind: number, from: string): Buffer {
    const upgrade = upgradeRequest(this.target.cookie, from);
    if (kind === 0) return upgrade;
    if (kind === 1) return upgrade;
    if (kind === 2) return Buffer.concat([upgrade, helloPacket()]);
    const head = 'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n';
    return Buffer.from(`${head}X-Forwarded-For: ${from}\r\nContent-Length: 9000\r\n\r\n${'4'.repeat(9_000)}`);
  }

  /** 0: nothing. 1: the upgrade and then silence. 2: the upgrade, then a hello byte by byte. 3: a head alone. */
  private quickPart(kind: number, from: string, bytes: Buffer): number {
    if (kind === 0) return 5;
    if (kind === 3) return bytes.indexOf('\r\n\r\n') + 4;
    return upgradeRequest(this.target.cookie, from).length;
  }
}
