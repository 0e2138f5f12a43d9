/** A process of clients for `bare-sockets.ts`; each is open when it has been greeted. */
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { answerParent } from './client-process.js';

export type BareKind = 'ws' | 'socket.io';

const OPENED_AT_ONCE = 10;
const closers: (() => void)[] = [];

/** Opens until so many are. @throws Error when one is refused. */
async function open({ kind, url, count }: { kind: BareKind; url: string; count: number }): Promise<void> {
  const greeted: Promise<void>[] = [];
  while (closers.length < count) {
    greeted.push(kind === 'ws' ? openPlain(url) : openSocketIo(url));
    if (closers.length % OPENED_AT_ONCE === 0) await sleep(30);
  }
  await Promise.all(greeted);
}

function openPlain(url: string): Promise<void> {
  const socket = new WebSocket(url.replace('http', 'ws'));
  closers.push(() => socket.close());
  return new Promise((resolve, reject) => {
    socket.addEventListener('message', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('a plain WebSocket was refused')), {
      once: true,
    });
  });
}

function openSocketIo(url: string): Promise<void> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
  closers.push(() => socket.disconnect());
  return new Promise((resolve, reject) => {
    socket.once('live', () => resolve());
    socket.once('connect_error', reject);
  });
}

answerParent({
  open,
  close: () => closers.splice(0).forEach((close) => close()),
});
