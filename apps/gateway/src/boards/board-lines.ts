/** All open lines of this process, and how many each device may have. */
import type { Socket } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { BoardLine } from './board-line.js';
import type { EngineConnection } from './engine-io.js';
import { StrangerCounts } from './stranger-counts.js';

const MINUTE_MS = 60_000;

@Injectable()
export class BoardLines {
  readonly strangers: StrangerCounts;
  private readonly lines = new WeakMap<object, BoardLine>();
  /** Oldest first. */
  private readonly ofDevices = new Map<string, Set<BoardLine>>();
  private tries = { since: 0, of: new Map<string, number>() };

  constructor(
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'lines'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.strangers = new StrangerCounts(options.lines);
  }

  /** A device that opens lines all the time is broken, or its cookie is in other hands. */
  mayOpen(deviceId: string): boolean {
    const now = this.clock.now();
    const { tries } = this;
    if (Math.abs(now - tries.since) >= MINUTE_MS) this.tries = { since: now, of: new Map() };
    const made = (this.tries.of.get(deviceId) ?? 0) + 1;
    this.tries.of.set(deviceId, made);
    return made <= this.options.lines.triesPerDevice;
  }

  /** Takes a line that has just opened. @param deviceId none for a stranger's, which never becomes a board */
  open(connection: EngineConnection, deviceId: string | undefined): void {
    const line: BoardLine = new BoardLine(
      connection,
      () => deviceId !== undefined && this.leave(deviceId, line),
    );
    this.lines.set(connection, line);
    if (deviceId !== undefined) this.enter(deviceId, line);
  }

  /** A stranger has a place from here until the connection is closed, whatever becomes of it. @returns whether there is one */
  holdPlace(socket: Socket, address: string): boolean {
    if (socket.destroyed || !this.strangers.enter(address, this.clock.now())) return false;
    socket.once('close', () => this.strangers.left(address));
    return true;
  }

  of(connection: object): BoardLine | undefined {
    return this.lines.get(connection);
  }

  /** The newest line of a device is the one that somebody looks at: the oldest goes, first those not admitted. */
  private enter(deviceId: string, line: BoardLine): void {
    const lines = this.ofDevices.get(deviceId) ?? new Set();
    const surplus = lines.size + 1 - this.options.lines.perDevice;
    if (surplus > 0) {
      const waiting = [...lines].filter(({ isAdmitted }) => !isAdmitted);
      const others = [...lines].filter(({ isAdmitted }) => isAdmitted);
      for (const old of [...waiting, ...others].slice(0, surplus)) old.cut();
    }
    this.ofDevices.set(deviceId, lines.add(line));
  }

  private leave(deviceId: string, line: BoardLine): void {
    const lines = this.ofDevices.get(deviceId);
    lines?.delete(line);
    if (lines?.size === 0) this.ofDevices.delete(deviceId);
  }
}
