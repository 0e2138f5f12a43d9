import type { Browser } from 'playwright-core';

export type BrowserChoice = 'bundled' | 'system';

export function findBrowser(
  which: BrowserChoice,
): Promise<{ executablePath: string; env: Record<string, string> } | { missing: string }>;

export function launchBrowser(options?: {
  which?: BrowserChoice;
  flags?: readonly string[];
}): Promise<Browser>;
