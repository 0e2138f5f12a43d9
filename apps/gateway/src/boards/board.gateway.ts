/** The boards' socket: who may listen, what the server sends by the clock, what a board may ask. */
import { Inject, Logger, UseGuards, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { Sessions } from '@curbline/access';
import type { Progress } from '@curbline/contracts/events';
import { BOARD_AUDIENCES, progressFor } from '@curbline/contracts/sight';
import { BOARD_NAMESPACE, HEARTBEAT_MS, Probe, type Live } from '@curbline/contracts/socket';
import { Metrics } from '@curbline/platform';
import { LOG_START, StoreLog } from '@curbline/store-log';
import type { Namespace } from 'socket.io';
import { StoreFeeds } from '../feed/store-feeds.js';
import { BoardConnections, roomOf } from './board-connections.js';
import { dropHandshake } from './engine-io.js';
import { boardHandshake } from './handshake.js';
import { LiveBoardGuard } from './live-board.guard.js';
import { ProgressBatches } from './progress-batches.js';
import type { BoardSocket } from './store-lines.js';

/** How soon a board whose device, person or store was taken away goes dark. */
const REVALIDATE_MS = 4_000;

@WebSocketGateway({ namespace: BOARD_NAMESPACE })
@UseGuards(LiveBoardGuard)
export class BoardGateway implements OnGatewayInit, OnGatewayConnection, OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(BoardGateway.name);
  private namespace: Namespace | undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly batches = new ProgressBatches(
    (storeId) => this.namespace?.adapter.rooms.has(roomOf(storeId)) ?? false,
    (storeId, batch) => this.tellProgress(storeId, batch),
  );
  private stopProgress: () => void = () => {};
  private stopHearing: () => void = () => {};

  constructor(
    private readonly boards: BoardConnections,
    private readonly sessions: Sessions,
    @Inject(StoreLog) private readonly log: StoreLog,
    private readonly feeds: StoreFeeds,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'curbline_boards_connected',
      help: 'Boards with a live connection to this process',
      collect: () => this.boards.all.size,
    });
  }

  afterInit(namespace: Namespace): void {
    this.namespace = namespace;
    namespace.use(boardHandshake(this.sessions, (socket) => this.boards.refuse(socket)));
    // Who signs out here goes dark at once; who signs out in another process, at the next look.
    this.stopHearing = this.sessions.onForget(() => void this.revalidate());
    this.stopProgress = this.feeds.onProgress((progress) => this.batches.take(progress));
    this.timers.push(
      setInterval(() => void this.beat(), HEARTBEAT_MS).unref(),
      setInterval(() => void this.revalidate(), REVALIDATE_MS).unref(),
    );
  }

  async handleConnection(socket: BoardSocket): Promise<void> {
    dropHandshake(socket);
    await this.boards.begin(socket);
  }

  /** "Are you there?", after the screen wakes: proves the line in both directions. */
  @SubscribeMessage('probe')
  async probe(
    @ConnectedSocket() socket: BoardSocket,
    @MessageBody() body: unknown,
  ): Promise<Live | undefined> {
    if (!Probe.safeParse(body).success) {
      socket.disconnect(true);
      return undefined;
    }
    return this.boards.liveMessage(await this.log.head(socket.data.hello.storeId));
  }

  /** One packet for each audience that somebody of the store belongs to. */
  private tellProgress(storeId: string, batch: readonly Progress[]): void {
    for (const audience of BOARD_AUDIENCES) {
      const room = roomOf(storeId, audience);
      if (!this.namespace?.adapter.rooms.has(room)) continue;
      const seen = batch.map((progress) => progressFor(audience, progress));
      this.namespace.to(room).volatile.emit('progress', seen);
    }
  }

  /** The log's head to every board: one that has missed the last event notices here. */
  private async beat(): Promise<void> {
    const stores = [...new Set([...this.boards.all].map((socket) => socket.data.hello.storeId))];
    if (stores.length === 0) return;
    try {
      const heads = await this.log.heads(stores);
      for (const storeId of stores) {
        const message = this.boards.liveMessage(heads.get(storeId) ?? LOG_START);
        this.namespace?.to(roomOf(storeId)).emit('heartbeat', message);
      }
    } catch (error) {
      // No heartbeat is what makes the boards say that they are offline: just so.
      this.logger.warn({ err: error }, 'no heartbeat: the log does not answer');
    }
  }

  /** All boards in one question: a thousand of them must not cost the database a thousand every few seconds. */
  private async revalidate(): Promise<void> {
    const boards = [...this.boards.all];
    try {
      const valid = await this.sessions.thoseStillValid(boards.map(({ data }) => data.principal));
      for (const socket of boards) {
        const { principal } = socket.data;
        // A handheld whose person has gone is still a board: it comes back masked.
        if (!valid.has(principal))
          this.boards.end(socket, principal.kind === 'staff' ? 'signed_out' : 'revoked');
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'the boards could not be checked; they are asked again');
    }
  }

  onModuleDestroy(): void {
    this.stopProgress();
    this.stopHearing();
    this.timers.forEach(clearInterval);
    this.batches.close();
    for (const socket of this.boards.all) this.boards.end(socket, 'shutdown');
  }
}
