import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageRun } from './message-run.js';
import { SEED } from './short-runs.js';

/** The long form is `npm run faults -- --shape messages --kills 1000`. */
describe('copies of notification-service that are killed while they send', () => {
  let out: string;
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'curbline-messages-'));
  });
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it(`send no message twice and lose none (seed ${SEED})`, async () => {
    const { breaches, figures } = await messageRun({ seed: SEED, kills: 6, out, customers: 5 });
    expect(breaches).toEqual([]);
    expect(figures['kills']).toBeGreaterThanOrEqual(6);
    const came = ['mails', 'text messages', 'pushes', 'webhooks'].filter((what) => (figures[what] ?? 0) > 0);
    expect(came).toEqual(['mails', 'text messages', 'pushes', 'webhooks']);
  }, 600_000);
});
