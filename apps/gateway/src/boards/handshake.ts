/**
 * Decides who may open a board's socket: one of our pages (which the adapter has checked), with the current protocol
 * version, on an enrolled device of the store that it names. A refusal says which of these failed and nothing else.
 */
import { reaches, type BoardPrincipal, type Sessions } from '@curbline/access';
import { BoardHello, type Ended } from '@curbline/contracts/socket';
import type { Socket } from 'socket.io';

export interface BoardEntry {
  readonly hello: BoardHello;
  readonly principal: BoardPrincipal;
}

/** What the page gets as `connect_error`: `data.ended` as in the contract, else a reason for developers. */
class Refusal extends Error {
  constructor(readonly data: { ended?: Ended; reason: string }) {
    super(data.reason);
  }
}

/** Middleware of the namespace: on success the entry is in `socket.data`, on refusal the connection ends. */
export function boardHandshake(sessions: Sessions, onRefused: (socket: Socket) => void) {
  return (socket: Socket, next: (error?: Error) => void): void => {
    admit(socket, sessions).then(
      (entry) => {
        socket.data = entry;
        next();
      },
      (error: unknown) => {
        next(error instanceof Refusal ? error : new Refusal({ reason: 'unavailable' }));
        onRefused(socket);
      },
    );
  };
}

async function admit(socket: Socket, sessions: Sessions): Promise<BoardEntry> {
  const { auth, headers } = socket.handshake;
  const hello = BoardHello.safeParse(auth);
  if (!hello.success) throw refusalOf(auth);
  const principal = await sessions.board(headers.cookie);
  if (!principal || !reaches(principal, hello.data.storeId))
    throw new Refusal({ reason: 'not-signed-in', ended: { reason: 'revoked' } });
  return { hello: hello.data, principal };
}

/** A page of another version says so in its hello, whatever the rest of it looks like. */
function refusalOf(auth: unknown): Refusal {
  const parts = BoardHello.pick({ protocol: true }).loose().safeParse(auth);
  if (parts.success) return new Refusal({ reason: 'invalid-hello' });
  return new Refusal({ reason: 'protocol', ended: { reason: 'protocol' } });
}
