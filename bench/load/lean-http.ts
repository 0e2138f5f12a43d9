/** HTTP as thin as it goes: on a small machine the clients of a load must not cost more than the server. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly cookie?: string;
  readonly authorization?: string;
  /** As a proxy would tell it: each client has a budget of its own. */
  readonly address: string;
  /** Kept by the server with everything that the request leads to. */
  readonly requestId?: string;
}

export interface LeanResponse<Body> {
  /** 0 when there was none. */
  readonly status: number;
  readonly body: Body;
  /** As a Cookie header. */
  readonly cookie: string;
}

const ANSWER_WITHIN_MS = 15_000;

export class LeanHttp {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 200, scheduling: 'fifo' });
  private readonly host: string;
  private readonly port: number;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    [this.host, this.port] = [hostname, Number(port)];
  }

  /** Never rejects: a line that breaks is an answer with status 0. */
  async ask<Body>(asked: Ask): Promise<LeanResponse<Body>> {
    const key = randomUUID();
    const answer = await this.attempt<Body>(asked, key);
    // The server may close an idle connection just as it is used again: a browser asks once more, and so do we, on
    // a new one: of the others that were idle for as long, the next may be gone as well.
    return (
      answer ??
      (await this.attempt<Body>(asked, key, 'anew')) ?? { status: 0, body: undefined as Body, cookie: '' }
    );
  }

  /** @returns undefined when an old connection turned out to be gone */
  private attempt<Body>(asked: Ask, key: string, line?: 'anew'): Promise<LeanResponse<Body> | undefined> {
    return new Promise((resolve) => {
      const none = (): void => resolve({ status: 0, body: undefined as Body, cookie: '' });
      const sent = this.begin(asked, key, line === 'anew' ? false : this.agent, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part)).on('error', none);
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          const cookie = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
          const status = answer.statusCode ?? 0;
          resolve({ status, body: (text === '' ? undefined : parse(text)) as Body, cookie });
        });
      });
      sent.setTimeout(ANSWER_WITHIN_MS, () => sent.destroy(new Error('no answer')));
      sent.on('error', (error: NodeJS.ErrnoException) => {
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(undefined);
        else none();
      });
      sent.end(asked.body ? JSON.stringify(asked.body) : undefined);
    });
  }

  /** A stream of server-sent events; @returns what ends it. */
  listen(asked: Ask, heard: (text: string) => void): () => void {
    const sent = this.begin({ ...asked, method: 'GET' }, '', false, (answer) => {
      answer.setEncoding('utf8').on('data', heard);
      answer.on('error', () => {});
    });
    sent.on('error', () => {});
    sent.end();
    return () => void sent.destroy();
  }

  close(): void {
    this.agent.destroy();
  }

  private begin(
    asked: Ask,
    key: string,
    agent: Agent | false,
    answered: (answer: IncomingMessage) => void,
  ): ReturnType<typeof request> {
    const { method = 'GET', path, body, cookie, authorization, address, requestId } = asked;
    const headers = {
      'x-forwarded-for': address,
      ...(cookie ? { cookie } : {}),
      ...(authorization ? { authorization } : {}),
      ...(requestId ? { 'x-request-id': requestId } : {}),
      ...(method === 'GET' ? {} : { 'idempotency-key': key }),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(path.endsWith('/events') ? { accept: 'text/event-stream' } : {}),
    };
    const { host, port } = this;
    return request({ host, port, method, path, headers, agent }, answered);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An address out of 10/8 for whoever has this number. */
export const addressOf = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

/** Unix ms with fractions: the processes of one machine agree on it to a fraction of a millisecond. */
export const nowMs = (): number => performance.timeOrigin + performance.now();
