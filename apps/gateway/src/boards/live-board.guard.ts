import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { BoardConnections } from './board-connections.js';
import type { BoardSocket } from './store-boards.js';

/** Accepts messages only from live boards, whose sessions are checked regularly. */
@Injectable()
export class LiveBoardGuard implements CanActivate {
  constructor(private readonly boards: BoardConnections) {}

  canActivate(context: ExecutionContext): boolean {
    return this.boards.all.has(context.switchToWs().getClient<BoardSocket>());
  }
}
