/**
 * HTTP with a memory for cookies: what every simulated phone and handheld sends with. Each command goes under
 * an idempotency key of its own unless the caller gives one, for repeating it.
 */
import { randomUUID } from 'node:crypto';
import type { Problem } from '@curbline/contracts/problems';

/** The server refused. `code` is the problem's own. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

export class CookieJar {
  private readonly cookies = new Map<string, string>();

  /** @param url where Curbline is reached, without a slash at the end */
  constructor(private readonly url: string) {}

  /** @throws Refused with the server's own words; TypeError when it cannot be reached. */
  async send<Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await this.fetch(path, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  /** The raw answer, for streams. @throws Refused */
  async fetch(path: string, request: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    const cookie = this.header();
    const answer = await fetch(`${this.url}${path}`, {
      ...request,
      headers: { ...request.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    if (!answer.ok) throw await refusalOf(answer);
    return answer;
  }

  /** The Cookie header as it stands. */
  header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const equals = pair.indexOf('=');
    const [name, value] = [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    if (attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** The problem details in one sentence. */
export async function refusalOf(answer: Response): Promise<Refused> {
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  const fields = problem.errors?.map(({ field, message }) => `${field}: ${message}`).join('; ');
  const text = [problem.title ?? `HTTP ${answer.status}`, fields ?? problem.detail]
    .filter(Boolean)
    .join(': ');
  return new Refused(answer.status, problem.code ?? 'unknown', text);
}
