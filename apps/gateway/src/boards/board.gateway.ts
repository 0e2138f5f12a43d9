/** The boards' socket.io namespace: the handshake, the server's periodic messages, and the messages of a board. */
import { Inject, Logger, UseGuards, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { BoardPresence, Sessions } from '@curbline/access';
import type { Progress } from '@curbline/contracts/events';
import { BOARD_AUDIENCES, progressFor } from '@curbline/contracts/visibility';
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
import type { BoardSocket } from './store-boards.js';

/** How often the sessions of all boards are checked, ms. */
const REVALIDATE_MS = 4_000;
/** How soon a board that has come back is noted, ms. */
const PRESENCE_MS = 5_000;

@WebSocketGateway({ namespace: BOARD_NAMESPACE })
@UseGuards(LiveBoardGuard)
export class BoardGateway implements OnGatewayInit, OnGatewayConnection, OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(BoardGateway.name);
  private namespace: Namespace | undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly batches = new ProgressBatches(
    (storeId) => this.namespace?.adapter.rooms.has(roomOf(storeId)) ?? false,
    (storeId, batch) => this.emitProgress(storeId, batch),
  );
  private stopProgress: () => void = () => {};
  private stopSignOuts: () => void = () => {};

  constructor(
    private readonly boards: BoardConnections,
    private readonly sessions: Sessions,
    @Inject(StoreLog) private readonly log: StoreLog,
    private readonly feeds: StoreFeeds,
    private readonly metrics: Metrics,
    private readonly presence: BoardPresence,
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
    // A sign-out in this process ends the board at once; one in another process at the next check.
    this.stopSignOuts = this.sessions.onForget(() => void this.revalidate());
    this.stopProgress = this.feeds.onProgress((progress) => this.batches.take(progress));
    this.timers.push(
      setInterval(() => void this.beat(), HEARTBEAT_MS).unref(),
      setInterval(() => void this.revalidate(), REVALIDATE_MS).unref(),
      setInterval(() => void this.notePresence(), PRESENCE_MS).unref(),
    );
  }

  async handleConnection(socket: BoardSocket): Promise<void> {
    dropHandshake(socket);
    await this.boards.begin(socket);
  }

  /** Answers a board that checks its connection after its screen wakes. */
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

  /** Emits one packet for each audience that has a live board in the store. */
  private emitProgress(storeId: string, batch: readonly Progress[]): void {
    for (const audience of BOARD_AUDIENCES) {
      const room = roomOf(storeId, audience);
      if (!this.namespace?.adapter.rooms.has(room)) continue;
      const seen = batch.map((progress) => progressFor(audience, progress));
      this.namespace.to(room).volatile.emit('progress', seen);
    }
  }

  /** Emits the head of the log to every board, so that a board notices when it has missed the last event. */
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
      // A board that gets no heartbeat shows that it is offline.
      this.logger.warn(
        { err: error },
        'The logs of the stores could not be read. The boards show that they are offline until it works again.',
      );
    }
  }

  /** Ends the boards whose session is no longer valid. One query serves all boards. */
  private async revalidate(): Promise<void> {
    const boards = [...this.boards.all];
    try {
      const valid = await this.sessions.thoseStillValid(boards.map(({ data }) => data.principal));
      for (const socket of boards) {
        const { principal } = socket.data;
        // A handheld whose person signed out reconnects as a masked board.
        if (!valid.has(principal))
          this.boards.end(socket, principal.kind === 'staff' ? 'signed_out' : 'revoked');
      }
    } catch (error) {
      this.logger.warn(
        { err: error },
        'The sessions of the connected boards could not be checked. It is tried again in a few seconds.',
      );
    }
  }

  /** Lets alerts know which stores have a board. */
  private async notePresence(): Promise<void> {
    try {
      await this.presence.note(new Set([...this.boards.all].map((socket) => socket.data.hello.storeId)));
    } catch (error) {
      this.logger.warn(
        { err: error },
        'Could not note which stores have a connected board; managers may see a false alert until it works again.',
      );
    }
  }

  onModuleDestroy(): void {
    this.stopProgress();
    this.stopSignOuts();
    this.timers.forEach(clearInterval);
    this.batches.close();
    for (const socket of this.boards.all) this.boards.end(socket, 'shutdown');
  }
}
