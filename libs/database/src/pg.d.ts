/** The little of `pg` that Curbline uses itself; TypeORM drives the rest of it. */
declare module 'pg' {
  import type { EventEmitter } from 'node:events';

  export type ConnectCallback = (error: Error | undefined, client?: unknown, release?: () => void) => void;

  export interface PoolClient {
    query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
    release(): void;
  }

  export class Pool extends EventEmitter {
    constructor(options?: Record<string, unknown>);
    connect(): Promise<PoolClient>;
    connect(callback: ConnectCallback): void;
    end(callback?: (error?: Error) => void): Promise<void>;
  }

  const pg: { Pool: typeof Pool } & Record<string, unknown>;
  export default pg;
}
