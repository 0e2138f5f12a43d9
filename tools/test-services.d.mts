export type StartedService = { url: string; stop: () => Promise<void> } | { missing: string };

export function startPostgres(): Promise<StartedService>;
export function startRedis(): Promise<StartedService>;
