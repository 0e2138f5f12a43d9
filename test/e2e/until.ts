import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `check` holds, and says what it waited for when it does not. */
export async function until(
  what: string,
  check: () => boolean | Promise<boolean>,
  withinMs = 8_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await sleep(10);
  }
}
