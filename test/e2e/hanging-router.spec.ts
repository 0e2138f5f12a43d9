import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Running, until } from './running.js';

/** A router that takes every question and answers none. */
describe('with a router that hangs', () => {
  let running: Running;
  let router: Server;
  let asked = 0;
  beforeAll(async () => {
    router = createServer(() => (asked += 1));
    await new Promise<void>((resolve) => router.listen(0, '127.0.0.1', resolve));
    const { port } = router.address() as AddressInfo;
    running = await Running.start({ routerUrl: `http://127.0.0.1:${port}` });
  }, 60_000);
  afterAll(async () => {
    await running.close();
    router.closeAllConnections();
    await new Promise((resolve) => router.close(resolve));
  }, 30_000);

  it('fixes are answered in time, with the estimate that there is', async () => {
    const { phone } = await running.customer();
    await phone.start(true);
    const tookMs: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const startedAt = performance.now();
      const { eta } = await phone.report([running.fixAt(3_000 - 20 * i)], Date.now());
      tookMs.push(performance.now() - startedAt);
      expect(eta?.source).toBe('position');
      expect(eta?.seconds).toBeGreaterThan(60);
    }
    // It is asked beside the answers, not before them.
    await until('a question to the router', () => Promise.resolve(asked > 0));
    // Of nine, the slowest may have met a busy machine; no answer has waited for the router.
    expect(tookMs.toSorted((a, b) => a - b).at(-2)).toBeLessThan(300);
  });
});
