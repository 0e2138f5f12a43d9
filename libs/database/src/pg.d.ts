/** The little of `pg` that Curbline uses itself; TypeORM drives the rest of it. */
declare module 'pg' {
  import type { EventEmitter } from 'node:events';
  import type { Writable } from 'node:stream';

  export type ConnectCallback = (error: Error | undefined, client?: unknown, release?: () => void) => void;

  export interface Answer {
    /** What was done: `SELECT`, `UPDATE`, `COMMIT`… */
    command: string;
    rows: Record<string, unknown>[];
    rowCount: number | null;
  }

  export interface PoolClient {
    query(text: string, values?: readonly unknown[]): Promise<Answer>;
    release(): void;
  }

  export class Client extends EventEmitter {
    constructor(options?: Record<string, unknown>);
    readonly connection: { readonly stream: Writable };
    query(...statement: unknown[]): unknown;
  }

  export class Pool extends EventEmitter {
    constructor(options?: Record<string, unknown>);
    connect(): Promise<PoolClient>;
    connect(callback: ConnectCallback): void;
    end(callback?: (error?: Error) => void): Promise<void>;
  }

  const pg: { Pool: typeof Pool; Client: typeof Client } & Record<string, unknown>;
  export default pg;
}
