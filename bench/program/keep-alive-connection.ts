/**
 * One HTTP/1.1 connection, kept open, one request at a time: as lean as a client can be, because it shares the
 * machine with the server that it measures.
 */
import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';

export class KeepAliveConnection {
  private got = '';
  private waiting: { resolve: (body: string) => void; reject: (why: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => this.take(part));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')));
  }

  static async open(port: number): Promise<KeepAliveConnection> {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new KeepAliveConnection(socket);
  }

  /** @returns the answer's body. @throws when it is anything but 200. */
  post(path: string, body: string, cookie: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
          `cookie: ${cookie}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(part: string): void {
    this.got += part;
    const headEnd = this.got.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.got.slice(0, headEnd))?.[1]);
    const from = headEnd + HEAD_END.length;
    if (this.got.length < from + length) return;
    const [status, body] = [this.got.slice(9, 12), this.got.slice(from, from + length)];
    const { waiting } = this;
    [this.got, this.waiting] = ['', undefined];
    if (status === '200') waiting?.resolve(body);
    else waiting?.reject(new Error(`answered ${status}: ${body}`));
  }
}
