/**
 * Attacks without a pace: as fast as sockets go, from as many sockets as asked. Each mode is one thing that costs the
 * attacker little and might cost the server much. Every socket that the server closes is opened again at once.
 */
import { connect, type Socket } from 'node:net';
import { PIPELINED } from './pipelined.js';
import { close, frame, helloPacket, text, upgradeRequest } from './frames.js';

export interface Assault {
  readonly port: number;
  readonly mode: Mode;
  /** How many sockets at once. */
  readonly sockets: number;
  readonly forMs: number;
  /** Cookie headers of enrolled screens, for the modes that need to be let in; used in turn. */
  readonly cookies: readonly string[];
  /** From how many addresses of the loopback the sockets come. Linux only; elsewhere from one. */
  readonly addresses: number;
}

/** What the attacker got done. */
export interface Dealt {
  opened: number;
  /** Sockets that the server closed. */
  closed: number;
  /** Packets or requests that went into a socket. */
  written: number;
  bytesHeard: number;
}

/** What one line sends: first `opening`, then `again` for ever. */
interface Script {
  readonly opening: Buffer;
  /** One write, and how many packets or requests it holds. */
  readonly again: Buffer;
  readonly count: number;
  /** The answers are never read, so that they pile up. */
  readonly deaf?: boolean;
  /** `again` waits for the server's first word, as a packet after an upgrade must. */
  readonly patient?: boolean;
}

const many = (packet: Buffer, count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => packet));
const hex = (n: number): string => n.toString(36).padStart(22, 'A').slice(-22);
/** Well formed, and never of any screen; another one each time. */
const unknownCookie = (n: number): string => `curbline-device=lyon-confluence.${hex(n * 7_919 + 13)}`;
const polling = (method: string, more: string, body = ''): Buffer =>
  Buffer.from(
    `${method} /socket.io/?EIO=4&transport=polling${more} HTTP/1.1\r\nHost: localhost\r\n` +
      `Content-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

/** @param n the socket's number, @param life how often it was opened. */
const SCRIPTS = {
  /** Refused hellos of strangers. */
  hello: () => ({
    opening: upgradeRequest('', '127.0.0.1'),
    again: many(helloPacket(), 50),
    count: 50,
    patient: true,
  }),
  /** The same with a cookie that looks right: each costs a look-up, unless something stops that. */
  'unknown-device': (n, life) => ({
    opening: upgradeRequest(unknownCookie(n * 100_003 + life), '127.0.0.1'),
    again: many(helloPacket(), 50),
    count: 50,
    patient: true,
  }),
  /** A line is asked for, and left as soon as it stands. */
  handshake: (n, life) => ({
    opening: upgradeRequest(unknownCookie(n * 100_003 + life), '127.0.0.1'),
    again: close(1000),
    count: 1,
    patient: true,
  }),
  /** WebSocket pings, which the protocol wants answered, by somebody who reads no answer. */
  ping: () => ({
    opening: upgradeRequest('', '127.0.0.1'),
    again: many(frame({ opcode: 9, payload: Buffer.alloc(125) }), 100),
    count: 100,
    deaf: true,
  }),
  /** engine.io's pongs and socket.io's acknowledgements that nobody asked for. */
  pong: () => ({
    opening: upgradeRequest('', '127.0.0.1'),
    again: many(Buffer.concat([text('3'), text('43/board,1[]')]), 50),
    count: 100,
    patient: true,
  }),
  /** An enrolled screen's line that goes wild: hellos, events and pings. */
  'wild-board': (n, _life, cookies) => ({
    opening: Buffer.concat([upgradeRequest(cookies[n % cookies.length] ?? '', '127.0.0.1'), helloPacket()]),
    again: many(text('42/board,1["probe",{"sentAt":1}]'), 100),
    count: 100,
    patient: true,
  }),
  /** Hellos that ask for the whole log, by a screen that reads nothing. */
  'deaf-board': (n, _life, cookies) => ({
    opening: Buffer.concat([upgradeRequest(cookies[n % cookies.length] ?? '', '127.0.0.1'), helloPacket()]),
    again: text('3'),
    count: 1,
    deaf: true,
  }),
  /** Polling: lines asked for, polls of lines that are not, and bodies of thousands of packets. */
  polling: () => ({
    opening: polling('GET', ''),
    again: Buffer.concat([
      polling('GET', ''),
      polling('POST', '&sid=AAAAAAAAAAAAAAAAAAAA', Array.from({ length: 4_000 }, () => '40').join('\u001e')),
    ]),
    count: 2,
  }),
  ...PIPELINED,
} satisfies Record<string, (n: number, life: number, cookies: readonly string[]) => Script>;

export type Mode = keyof typeof SCRIPTS;
export const MODES = Object.keys(SCRIPTS) as Mode[];

/** Goes on for `forMs`, then hangs up. */
export async function assault({ mode, sockets, forMs, ...how }: Assault): Promise<Dealt> {
  const dealt: Dealt = { opened: 0, closed: 0, written: 0, bytesHeard: 0 };
  const until = performance.now() + forMs;
  const script: (n: number, life: number, cookies: readonly string[]) => Script = SCRIPTS[mode];
  const one = async (n: number): Promise<void> => {
    for (let life = 0; performance.now() < until; life += 1) {
      const socket = connect({ port: how.port, host: '127.0.0.1', ...addressOf(n, how.addresses) });
      await line(socket, script(n, life, how.cookies), until, dealt);
      socket.destroy();
    }
  };
  await Promise.all(Array.from({ length: sockets }, (_, n) => one(n)));
  return dealt;
}

/** Never 127.0.0.1: whoever is good comes from there. */
const addressOf = (n: number, addresses: number): { localAddress?: string } =>
  process.platform === 'linux'
    ? { localAddress: `127.77.${Math.floor((n % addresses) / 250)}.${((n % addresses) % 250) + 1}` }
    : {};

async function line(socket: Socket, script: Script, until: number, dealt: Dealt): Promise<void> {
  let [gone, heard] = [false, false];
  let wake = (): void => {};
  socket.on('error', () => {});
  socket.once('close', () => {
    gone = true;
    wake();
  });
  socket.once('connect', () => (dealt.opened += 1));
  if (script.deaf) socket.pause();
  else {
    socket.on('data', (bytes: Buffer) => {
      heard = true;
      dealt.bytesHeard += bytes.length;
      wake();
    });
  }
  const somethingHappens = (withinMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  socket.on('drain', () => wake());
  socket.once('connect', () => wake());
  const going = (): boolean => !gone && !socket.destroyed && performance.now() < until;
  socket.write(script.opening);
  while (going()) {
    if (socket.connecting || (script.patient && !heard) || socket.writableNeedDrain) {
      await somethingHappens(100);
      continue;
    }
    dealt.written += script.count;
    // Not in one go for ever: what the server says must be heard in between.
    if (socket.write(script.again)) await new Promise((resolve) => setImmediate(resolve));
  }
  if (gone || socket.destroyed) dealt.closed += 1;
}
