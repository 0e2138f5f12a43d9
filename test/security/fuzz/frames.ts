/** What a client of a board's socket sends: the upgrade, WebSocket frames (RFC 6455) and the hello. */
import type { LogPosition } from '@curbline/contracts/events';

export const HELLO = { protocol: 2, storeId: 'lyon-confluence', position: { epoch: '', seq: 0 } };

export const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

/** Opens a connection up to the stage on which its packets are wrong. */
export function upgradeRequest(cookie: string, from: string): Buffer {
  const lines = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${KEY}`,
    `X-Forwarded-For: ${from}`,
    `Cookie: ${cookie}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

/** @param position from where on the log is asked for; all of it when none is given. */
export const helloPacket = (position: LogPosition = HELLO.position): Buffer =>
  text(`40/board,${JSON.stringify({ ...HELLO, position })}`);

export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly final?: boolean;
  readonly reserved?: number;
  readonly masked?: boolean;
  /** A length that is not the payload's. */
  readonly claims?: number;
}

export function frame({ opcode, payload, final = true, reserved = 0, masked = true, claims }: Frame): Buffer {
  const length = claims ?? payload.length;
  const first = (final ? 0x80 : 0) | (reserved << 4) | opcode;
  const bit = masked ? 0x80 : 0;
  let head: Buffer;
  if (length < 126) head = Buffer.from([first, bit | length]);
  else if (length < 65_536) {
    head = Buffer.alloc(4);
    head.set([first, bit | 126]);
    head.writeUInt16BE(length, 2);
  } else {
    head = Buffer.alloc(10);
    head.set([first, bit | 127]);
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  // A mask of zeros is a mask.
  return Buffer.concat(masked ? [head, Buffer.alloc(4), payload] : [head, payload]);
}

export const text = (content: string): Buffer => frame({ opcode: 1, payload: Buffer.from(content) });

export function close(code: number): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return frame({ opcode: 8, payload });
}
