import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { BoardConnections } from './board-connections.js';
import type { BoardSocket } from './store-lines.js';

/** A message counts only from a board that is live: its session was checked then and is checked on. */
@Injectable()
export class LiveBoardGuard implements CanActivate {
  constructor(private readonly boards: BoardConnections) {}

  canActivate(context: ExecutionContext): boolean {
    return this.boards.all.has(context.switchToWs().getClient<BoardSocket>());
  }
}
