export interface RunningService {
  url: string;
  stop(): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  restart(): Promise<void>;
  pid(): number;
}
export type StartedService = RunningService | { missing: string };

export function startPostgres(options?: { durable?: boolean }): Promise<StartedService>;
export function startRedis(): Promise<StartedService>;
