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

export interface RunningPostgres extends RunningService {
  /** The file that it writes its log to. */
  readonly log: string;
}

export function startPostgres(options?: {
  durable?: boolean;
}): Promise<RunningPostgres | { missing: string }>;
/** @param options.args what it is started with besides its place; forgetful by default */
export function startRedis(options?: { args?: (password: string) => string[] }): Promise<StartedService>;
