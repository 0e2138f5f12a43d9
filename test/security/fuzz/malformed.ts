/**
 * Packets that no board of ours would send, by chance of a seed: broken on the level of HTTP, of WebSocket frames,
 * of engine.io, of socket.io, and last well-formed packets whose content is nobody's.
 */
import type { SeededRandom } from '@curbline/testkit';
import { close, frame, HELLO, KEY, text } from './frames.js';

/** How far a connection has come when the packets are sent. */
export type Stage = 'http' | 'frame' | 'connected' | 'live';

export interface Attack {
  readonly stage: Stage;
  /** One entry is one packet; on every stage but the last the first of them usually ends the connection. */
  readonly packets: readonly Buffer[];
}

export function attackBy(random: SeededRandom): Attack {
  const stage = random.pick<Stage>(['http', 'frame', 'frame', 'frame', 'connected', 'connected', 'live']);
  if (stage === 'http') return { stage, packets: [request(random)] };
  if (stage === 'frame') return { stage, packets: [frameBroken(random)] };
  if (stage === 'connected') return { stage, packets: [text(enginePacket(random))] };
  // Those that a board survives first, so that each of them is read; at the end one that it does not.
  const packets = Array.from({ length: random.integer(5, 40) }, () => text(strangePacket(random)));
  const last = random.next() < 0.7 ? text(wrongProbe(random)) : frameBroken(random);
  return { stage, packets: [...packets, last] };
}

/** A request to open or use a connection, wrong somewhere. */
function request(random: SeededRandom): Buffer {
  const body = enginePacket(random);
  const path = random.pick([
    '/socket.io/?EIO=4&transport=websocket',
    '/socket.io/?EIO=3&transport=websocket',
    '/socket.io/?EIO=4&transport=polling',
    '/socket.io/?EIO=4&transport=webtransport',
    '/socket.io/?EIO=4&transport=polling&j=0',
    `/socket.io/?EIO=4&transport=polling&sid=${word(random, 20)}`,
    `/socket.io/?EIO=4&transport=websocket&sid=${word(random, 20)}`,
    `/socket.io/?EIO=4&transport=__proto__&sid=constructor`,
    `/socket.io/${word(random, 3_000)}`,
    '/socket.io/../../etc/passwd?EIO=4',
    '/socket.io/?EIO=4&EIO=4&transport=polling&transport[]=polling&b64=1',
  ]);
  const lines = [
    `${random.pick(['GET', 'GET', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND'])} ${path} HTTP/1.1`,
    `Host: ${random.pick(['localhost', '', 'a b', word(random, 300)])}`,
    ...random.pick([
      ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
      ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: short', 'Sec-WebSocket-Version: 13'],
      ['Connection: Upgrade', 'Upgrade: websocket', `Sec-WebSocket-Key: ${KEY}`, 'Sec-WebSocket-Version: 99'],
      [
        'Connection: Upgrade',
        'Upgrade: websocket',
        `Sec-WebSocket-Key: ${KEY}`,
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99999999999',
      ],
      ['Connection: Upgrade', `Upgrade: ${word(random, 40)}`],
      [`Cookie: ${word(random, 3_000)}`],
      [`Origin: ${random.pick(['null', 'http://elsewhere.example', 'javascript:0', '://'])}`],
      [`Content-Type: ${random.pick(['text/plain', 'application/octet-stream', 'application/json'])}`],
    ]),
    ...random.pick([
      [`Content-Length: ${Buffer.byteLength(body)}`],
      ['Content-Length: -1'],
      ['Content-Length: 99999999999'],
      [`Content-Length: ${Buffer.byteLength(body) + 7}`],
      ['Transfer-Encoding: chunked'],
      [],
    ]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body), noise(random, 40)]);
}

/** A frame that RFC 6455 forbids, or one that never ends. */
function frameBroken(random: SeededRandom): Buffer {
  const payload = noise(random, 200);
  return random.pick<() => Buffer>([
    () => frame({ opcode: random.integer(3, 7), payload }),
    () => frame({ opcode: random.integer(11, 15), payload }),
    () => frame({ opcode: 1, reserved: random.integer(1, 7), payload }),
    () => frame({ opcode: 1, masked: false, payload: Buffer.from('2') }),
    () => frame({ opcode: 9, payload: Buffer.alloc(126 + random.integer(0, 200)) }),
    () => frame({ opcode: 9, final: false, payload }),
    () => frame({ opcode: 8, payload: Buffer.from([3]) }),
    () => close(random.pick([0, 999, 1004, 1005, 1006, 1015, 2999, 5000])),
    () => frame({ opcode: 1, payload: Buffer.from([0xc3, 0x28, 0xff, 0xfe]) }),
    () => frame({ opcode: 1, payload: Buffer.alloc(16 * 1024 + random.integer(1, 4_000), 0x34) }),
    () => frame({ opcode: 1, payload, claims: random.pick([65_536, 2 ** 31, 2 ** 40, 2 ** 53]) }),
    () => frame({ opcode: 2, payload }),
    () => frame({ opcode: 0, payload }),
    // Begun and never ended, in the smallest parts there are.
    () =>
      Buffer.concat(
        Array.from({ length: 300 }, (_, n) =>
          frame({ opcode: n === 0 ? 1 : 0, final: false, payload: Buffer.from('4') }),
        ),
      ),
    () => frame({ opcode: 1, payload }).subarray(0, random.integer(1, 8)),
    () => noise(random, 300),
  ])();
}

/** Of engine.io and of socket.io's own format: most of these no parser takes. */
function enginePacket(random: SeededRandom): string {
  const number = (): string => String(random.pick([0, -1, 1e21, 2 ** 53, 99_999_999_999]));
  return random.pick<() => string>([
    () => '',
    () => random.pick(['5', '6', '7', '8', '9', 'a', '\u0000', '😀']),
    () => `0${json(random)}`,
    () => `2${word(random, 100)}`,
    () => `3${json(random)}`,
    () => `b${word(random, 60)}`,
    () => ['40', '42["probe"]', '41', '6', word(random, 20)].join('\u001e'),
    () => `4${random.pick(['5', '6', '7', '8', '9', 'x', ''])}${json(random)}`,
    () => `42${word(random, 60)}`,
    () => `40/board,${word(random, 60)}`,
    () => `40/${word(random, 200)},${json(random)}`,
    () => `40/board,${json(random)}`,
    () => `40/board,${JSON.stringify({ ...HELLO, [word(random, 6)]: value(random, 2) })}`,
    () => `40/board,${JSON.stringify({ ...HELLO, protocol: value(random, 2) })}`,
    () => `40/board,${JSON.stringify({ ...HELLO, storeId: value(random, 2) })}`,
    () => `40/board,${JSON.stringify({ ...HELLO, position: value(random, 2) })}`,
    () => `40/board,${JSON.stringify({ ...HELLO, position: { epoch: value(random, 1), seq: -1 } })}`,
    () => `40/board,{"protocol":2,"protocol":3,"__proto__":{"storeId":"x"}}`,
    () => `42${json(random)}`,
    () => `42/board,${number()}["probe",${json(random)}]`,
    () => `43/board,${number()}${json(random)}`,
    () => `44/board,${json(random)}`,
    () => `45${random.integer(0, 99)}-/board,["probe",{"_placeholder":true,"num":0}]`,
    () => `451-["probe",{"_placeholder":true,"num":${number()}}]`,
    () => `45${'9'.repeat(random.integer(1, 300))}-["probe"]`,
    () => `461-/board,1[{"_placeholder":true,"num":"constructor"}]`,
    () => `42${'['.repeat(random.integer(1_000, 7_000))}`,
    () => `42${nested(random)}`,
    () => `42["${random.pick(RESERVED)}",${json(random)}]`,
  ])();
}

const RESERVED = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];
const EVENTS = [
  'probe',
  'events',
  'live',
  'resync',
  'progress',
  'heartbeat',
  'ended',
  'hello',
  '',
  'toString',
];

const messageId = (random: SeededRandom): string =>
  random.next() < 0.5 ? String(random.integer(0, 1e9)) : '';

/** Well formed for socket.io, and about nothing that we know. */
function strangePacket(random: SeededRandom): string {
  const id = messageId(random);
  return random.pick<() => string>([
    () => `42/board,${id}[${JSON.stringify(random.pick(EVENTS))},${json(random)}]`,
    () => `42/board,${id}["${word(random, 200).replaceAll(/["\\]/g, '')}",${nested(random)}]`,
    () => `42/board,${id}[${random.integer(0, 1e6)},${json(random)}]`,
    () => `43/board,${random.integer(0, 1e9)}[${json(random)}]`,
  ])();
}

/** The one message that a board sends, with a content that is not its. */
function wrongProbe(random: SeededRandom): string {
  const id = messageId(random);
  return random.pick<() => string>([
    () => `42/board,${id}["probe",${json(random)}]`,
    () => `42/board,${id}["probe",{"sentAt":${random.pick(['"now"', 'null', '1e999', '[]', '{}'])}}]`,
    () => `42/board,${id}["probe",{"sentAt":1,"${word(random, 30)}":${json(random)}}]`,
    () => `42/board,${id}["probe"${`,${random.integer(0, 9)}`.repeat(random.integer(0, 500))}]`,
  ])();
}

const nested = (random: SeededRandom): string => {
  const depth = random.integer(50, 3_000);
  return random.next() < 0.5
    ? `${'['.repeat(depth)}${']'.repeat(depth)}`
    : `${'{"a":'.repeat(depth / 2)}1${'}'.repeat(depth / 2)}`;
};

const json = (random: SeededRandom): string => JSON.stringify(value(random, 3));

/** Any JSON value, names included that mean something to JavaScript. */
function value(random: SeededRandom, depth: number): unknown {
  const kind = random.integer(0, depth > 0 ? 8 : 5);
  if (kind === 0) return null;
  if (kind === 1) return random.next() < 0.5;
  if (kind === 2) return random.pick([0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER]);
  if (kind === 3) return word(random, random.pick([0, 3, 40, 4_000]));
  if (kind < 6) return random.pick(['lyon-confluence', '', '../..', "' OR 1=1 --", '\u0000', '\ud800']);
  if (kind < 8) {
    const keys = ['__proto__', 'constructor', 'toJSON', 'then', 'length', 'storeId', word(random, 8)];
    return Object.fromEntries(Array.from({ length: 3 }, () => [random.pick(keys), value(random, depth - 1)]));
  }
  return Array.from({ length: random.integer(0, 6) }, () => value(random, depth - 1));
}

const word = (random: SeededRandom, longest: number): string =>
  Array.from({ length: random.integer(0, longest) }, () =>
    String.fromCharCode(random.next() < 0.9 ? random.integer(33, 126) : random.integer(0x80, 0x4ff)),
  ).join('');

const noise = (random: SeededRandom, longest: number): Buffer =>
  Buffer.from(Array.from({ length: random.integer(1, longest) }, () => random.integer(0, 255)));
