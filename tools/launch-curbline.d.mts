export interface LaunchOptions {
  dataDir?: string;
  env?: Record<string, string>;
  args?: string[];
}

export interface ProgramEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  ranMs: number;
}

export interface RunningCurbline {
  url: string;
  dataDir: string;
  pid: number;
  ended: Promise<ProgramEnd>;
  output(): string;
  kill(signal: NodeJS.Signals): boolean;
  ready(): Promise<{ tookMs: number }>;
  stop(signal?: NodeJS.Signals): Promise<ProgramEnd & { tookMs: number }>;
  dispose(): Promise<void>;
}

export function freePort(): Promise<number>;
export function startCurbline(options?: LaunchOptions): Promise<RunningCurbline>;
export function launchCurbline(options?: LaunchOptions): Promise<RunningCurbline>;
