/**
 * A push service of the tests' own, over http (RFC 8030): it checks who sends (RFC 8292), and reads what it is sent with
 * the key of the browser that it is for (RFC 8291), as that browser would.
 */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  randomUUID,
  verify,
} from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserSubscription } from '@curbline/contracts/http';

export interface Pushed {
  readonly at: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: number;
  readonly subject: string;
  readonly payload: { readonly web_push: number; readonly notification: Record<string, unknown> };
}

/** What is answered to the next message instead of 201. */
interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** A browser that subscribed: for the installation's key that it was given. */
export class PushBrowser {
  readonly pushed: Pushed[] = [];
  readonly answers: Answer[] = [];
  private readonly keys: ECDH = createECDH('prime256v1');
  private readonly secret = randomBytes(16);

  constructor(
    private readonly endpoint: string,
    readonly serverKey: string,
  ) {
    this.keys.generateKeys();
  }

  get subscription(): BrowserSubscription {
    const keys = { p256dh: this.keys.getPublicKey('base64url'), auth: this.secret.toString('base64url') };
    return { endpoint: this.endpoint, keys };
  }

  /** RFC 8291, section 3: one record of `aes128gcm` (RFC 8188). */
  read(body: Buffer): string {
    const [salt, keyLength] = [body.subarray(0, 16), body.readUInt8(20)];
    const sender = body.subarray(21, 21 + keyLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.keys.getPublicKey(), sender]);
    const ikm = Buffer.from(hkdfSync('sha256', this.keys.computeSecret(sender), this.secret, info, 32));
    const derive = (what: string, length: number): Buffer =>
      Buffer.from(hkdfSync('sha256', ikm, salt, `Content-Encoding: ${what}\0`, length));
    const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
    const sealed = body.subarray(21 + keyLength);
    decipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return text.subarray(0, text.lastIndexOf(2)).toString();
  }
}

export class PushService {
  /** Waited for when a request begins, and, with the browser that got the message, between its taking and the answer. */
  heard: (browser?: PushBrowser) => Promise<void> = async () => {};
  private readonly browsers = new Map<string, PushBrowser>();

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {
    // A sender that is gone in the middle of its message is no fault of the service.
    server.on('request', (request, response) => this.take(request, response).catch(() => response.destroy()));
  }

  static async start(): Promise<PushService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PushService(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** @param serverKey the public key of whoever may write to it */
  browser(serverKey: string): PushBrowser {
    const path = `/send/${randomUUID()}`;
    const browser = new PushBrowser(`${this.origin}${path}`, serverKey);
    this.browsers.set(path, browser);
    return browser;
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await this.heard();
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const browser = this.browsers.get(request.url ?? '');
    const { status, headers } = browser ? answerTo(browser, request, body) : { status: 404, headers: {} };
    if (browser && status === 201) await this.heard(browser);
    response.writeHead(status, headers).end();
  }
}

function answerTo(browser: PushBrowser, { headers }: IncomingMessage, body: Buffer): Answer {
  const subject = subjectOf(headers.authorization ?? '', browser.serverKey, headers.host ?? '');
  if (subject === undefined) return { status: 403 };
  if (headers['ttl'] === undefined || headers['content-encoding'] !== 'aes128gcm') return { status: 400 };
  if (body.length > 4_096) return { status: 413 };
  const wish = browser.answers.shift();
  if (wish) return wish;
  const payload = JSON.parse(browser.read(body)) as Pushed['payload'];
  browser.pushed.push({ at: Date.now(), headers, bytes: body.length, subject, payload });
  return { status: 201 };
}

/** Whom the sender names, if they are whom the browser subscribed with; undefined otherwise. */
function subjectOf(authorization: string, serverKey: string, host: string): string | undefined {
  const [, token = '', key] = /^vapid t=([^,]+), *k=(\S+)$/.exec(authorization) ?? [];
  if (key !== serverKey) return undefined;
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(serverKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
  const signer = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    signer,
    Buffer.from(signature, 'base64url'),
  );
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  const leftS = Number(said['exp']) - Date.now() / 1000;
  const isGood = isGenuine && said['aud'] === `http://${host}` && leftS > 0 && leftS <= 24 * 3_600;
  return isGood ? String(said['sub']) : undefined;
}
