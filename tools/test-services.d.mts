export interface RunningService {
  url: string;
  stop(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  restart(): Promise<void>;
  pid(): number;
  /** Nothing of it runs for `ms`, its workers included; no connection is closed. */
  freeze(ms: number): Promise<void>;
}
export type StartedService = RunningService | { missing: string };

export function startPostgres(options?: { durable?: boolean }): Promise<StartedService>;
/** @param options.args what it is started with besides its place; forgetful by default */
export function startRedis(options?: { args?: (password: string) => string[] }): Promise<StartedService>;
