/**
 * A browser as far as sessions go: keeps the cookies it is given and sends them again. A path that begins with `trip` is
 * below the trip whose link was opened last: `trip/start` is `/v1/trips/{tripId}/start`.
 */
import { randomUUID } from 'node:crypto';
import type { Reply } from './caller.js';
import type { TestSetup } from './test-setup.js';

export class Browser {
  readonly cookies = new Map<string, string>();
  tripId = '7f7f7f7f-7f7f-4f7f-8f7f-7f7f7f7f7f7f';

  constructor(
    private readonly setup: TestSetup,
    private readonly address = '203.0.113.1',
    private readonly userAgent = '',
  ) {}

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get<B = Record<string, unknown>>(url: string): Promise<Reply<B>> {
    return this.send('GET', url);
  }

  post<B = Record<string, unknown>>(
    url: string,
    body: unknown = {},
    key: string = randomUUID(),
  ): Promise<Reply<B>> {
    return this.send('POST', url, body, key);
  }

  put<B = Record<string, unknown>>(url: string, body: unknown): Promise<Reply<B>> {
    return this.send('PUT', url, body, randomUUID());
  }

  private async send<B>(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: unknown,
    key = '',
  ): Promise<Reply<B>> {
    const cookie = this.cookieHeader();
    const response = await this.setup.app.inject({
      method,
      url: url.replace(/^trip(?=$|\/)/, `/v1/trips/${this.tripId}`),
      remoteAddress: this.address,
      headers: {
        ...(this.userAgent === '' ? {} : { 'user-agent': this.userAgent }),
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) this.keep(line);
    const read = (response.body === '' ? {} : JSON.parse(response.body)) as B & { tripId?: string };
    if (url === '/v1/link' && read.tripId) this.tripId = read.tripId;
    return { status: response.statusCode, headers: response.headers, body: read };
  }

  private keep(line: string): void {
    const [, name, value, maxAge] = /^([^=]+)=([^;]*);.*Max-Age=(\d+)/.exec(line) ?? [];
    if (!name || value === undefined) throw new Error('a cookie of an unknown shape');
    if (maxAge === '0') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
