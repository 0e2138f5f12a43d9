/**
 * One client's line to the server: every try is written down before it is made and after it ended, and a
 * command is repeated under its key until the server has given a definite answer, as our pages do.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CookieJar, Refused } from '@curbline/simulation';
import type { History, Operation, Stamp } from './history.js';

/** What one command is about. */
export interface Command {
  readonly op: Operation;
  readonly store: string;
  readonly order?: string;
  readonly method?: 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
}

/** What of an answer goes into the history. */
export interface Proofs {
  readonly order?: string;
  readonly card?: Stamp;
}

export type Outcome<Value> = { readonly value: Value } | { readonly refused: string };

const ANSWER_WITHIN_MS = 5_000;
/** Longer than any fault: whoever gives up after it leaves an unanswered command. */
const PATIENCE_MS = 240_000;

export class Caller {
  readonly jar: CookieJar;

  /**
   * @param who in the history; the member of staff's id where there is one.
   * @param address as a proxy would tell it: each client has a budget of its own.
   */
  constructor(
    private readonly history: History,
    url: string,
    readonly who: string,
    private readonly address: string,
    private readonly authorization?: string,
  ) {
    this.jar = new CookieJar(url);
  }

  /** Repeats until the server has said yes or no. @throws Error when it did not for 4 min. */
  command<Value>(command: Command, proofsOf: (value: Value) => Proofs): Promise<Outcome<Value>> {
    return this.insist(command, randomUUID(), proofsOf);
  }

  /** The same command twice at once, as a doubled tap or a proxy's own retry; then until there is an answer. */
  async doubled<Value>(command: Command, proofsOf: (value: Value) => Proofs): Promise<Outcome<Value>> {
    const key = randomUUID();
    const twins = await Promise.all([
      this.attempt<Value>(command, key, proofsOf),
      this.attempt<Value>(command, key, proofsOf),
    ]);
    // Of twins of which one came through, the other may have been refused: it is done.
    const yes = twins.find((outcome) => outcome && 'value' in outcome);
    return yes ?? this.insist(command, key, proofsOf);
  }

  private async insist<Value>(
    command: Command,
    key: string,
    proofsOf: (value: Value) => Proofs,
  ): Promise<Outcome<Value>> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let pauseMs = 150; performance.now() < deadline; pauseMs = Math.min(pauseMs * 2, 1_200)) {
      const outcome = await this.attempt<Value>(command, key, proofsOf);
      if (outcome) return outcome;
      await sleep(pauseMs * (0.75 + Math.random() / 2));
    }
    throw new Error(`no answer to ${command.op} for ${PATIENCE_MS / 1000} s`);
  }

  /** Something that is no single request: acknowledged when `work` says that it came to pass. */
  async watched(
    command: Pick<Command, 'op' | 'store' | 'order'>,
    work: () => Promise<boolean>,
  ): Promise<boolean> {
    const id = this.history.nextId();
    this.history.add({ t: 'asked', id, at: Date.now(), who: this.who, key: randomUUID(), ...command });
    const done = await work();
    this.history.add({ t: done ? 'ok' : 'unknown', id, at: Date.now() });
    return done;
  }

  /** A read, without a line in the history. @throws Refused, or TypeError when there is no answer. */
  read<Value>(path: string): Promise<Value> {
    return this.send<Value>('GET', path, undefined, {});
  }

  /** A change that is no command of the history, such as signing in. */
  set<Value>(path: string, body: object): Promise<Value> {
    return this.send<Value>('POST', path, body, { 'idempotency-key': randomUUID() });
  }

  private async attempt<Value>(
    { op, store, order, method = 'POST', path, body = {} }: Command,
    key: string,
    proofsOf: (value: Value) => Proofs,
  ): Promise<Outcome<Value> | undefined> {
    const id = this.history.nextId();
    const { who } = this;
    this.history.add({ t: 'asked', id, at: Date.now(), who, op, key, store, ...(order ? { order } : {}) });
    try {
      const value = await this.send<Value>(method, path, body, { 'idempotency-key': key });
      this.history.add({ t: 'ok', id, at: Date.now(), ...proofsOf(value) });
      return { value };
    } catch (error) {
      const refused = error instanceof Refused && error.status < 500 ? error : undefined;
      const status = error instanceof Refused ? { status: error.status, code: error.code } : {};
      this.history.add({ t: refused ? 'refused' : 'unknown', id, at: Date.now(), ...status });
      const passing = refused?.status === 429 || refused?.code === 'request-in-progress';
      return refused && !passing ? { refused: refused.code } : undefined;
    }
  }

  private async send<Value>(
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Value> {
    const response = await this.jar.fetch(path, {
      method,
      headers: {
        'x-forwarded-for': this.address,
        ...(this.authorization ? { authorization: this.authorization } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Value;
  }
}
