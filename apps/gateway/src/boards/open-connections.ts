/** All open connections of this process, and how many each device may have. */
import type { Socket } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { AnonymousConnections } from './anonymous-connections.js';
import { BoardConnection } from './board-connection.js';
import type { EngineConnection } from './engine-io.js';

const MINUTE_MS = 60_000;

@Injectable()
export class OpenConnections {
  readonly anonymous: AnonymousConnections;
  private readonly byEngineConnection = new WeakMap<object, BoardConnection>();
  /** Oldest first. */
  private readonly byDevice = new Map<string, Set<BoardConnection>>();
  private attempts = { since: 0, byDevice: new Map<string, number>() };

  constructor(
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'connectionLimits'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.anonymous = new AnonymousConnections(options.connectionLimits);
  }

  /** Counts an attempt. A device that opens connections all the time is broken, or its cookie was stolen. */
  mayOpen(deviceId: string): boolean {
    const now = this.clock.now();
    if (Math.abs(now - this.attempts.since) >= MINUTE_MS) this.attempts = { since: now, byDevice: new Map() };
    const count = (this.attempts.byDevice.get(deviceId) ?? 0) + 1;
    this.attempts.byDevice.set(deviceId, count);
    return count <= this.options.connectionLimits.attemptsPerDevice;
  }

  /** Adds a connection that was just opened. @param deviceId undefined for an anonymous one, which never becomes a board */
  open(engineConnection: EngineConnection, deviceId: string | undefined): void {
    const connection: BoardConnection = new BoardConnection(
      engineConnection,
      () => deviceId !== undefined && this.remove(deviceId, connection),
    );
    this.byEngineConnection.set(engineConnection, connection);
    if (deviceId !== undefined) this.add(deviceId, connection);
  }

  /** Counts an anonymous socket until it is closed. @returns false when there are too many */
  holdAnonymous(socket: Socket, address: string): boolean {
    if (socket.destroyed || !this.anonymous.acquire(address, this.clock.now())) return false;
    socket.once('close', () => this.anonymous.release(address));
    return true;
  }

  of(engineConnection: object): BoardConnection | undefined {
    return this.byEngineConnection.get(engineConnection);
  }

  /** Past the limit, the oldest connections of the device are cut, first those not admitted: the newest is in use. */
  private add(deviceId: string, connection: BoardConnection): void {
    const connections = this.byDevice.get(deviceId) ?? new Set();
    const surplus = connections.size + 1 - this.options.connectionLimits.perDevice;
    if (surplus > 0) {
      const waiting = [...connections].filter(({ isAdmitted }) => !isAdmitted);
      const admitted = [...connections].filter(({ isAdmitted }) => isAdmitted);
      for (const old of [...waiting, ...admitted].slice(0, surplus)) old.cut();
    }
    this.byDevice.set(deviceId, connections.add(connection));
  }

  private remove(deviceId: string, connection: BoardConnection): void {
    const connections = this.byDevice.get(deviceId);
    connections?.delete(connection);
    if (connections?.size === 0) this.byDevice.delete(deviceId);
  }
}
