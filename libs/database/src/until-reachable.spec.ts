import { describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from './database-unavailable.js';
import { untilReachable } from './until-reachable.js';

const URL_WITH_SECRET = 'postgres://curbline:hunter2@db.example:5433/shop';
const failing = (error: object) => () => Promise.reject(Object.assign(new Error('no'), error));

async function refusal(url: string, error: object): Promise<DatabaseUnavailable> {
  const thrown: unknown = await untilReachable(url, { patienceMs: 500 }, failing(error)).catch(
    (reason: unknown) => reason,
  );
  if (thrown instanceof DatabaseUnavailable) return thrown;
  throw new Error('it was not refused');
}

describe('waiting for a database server', () => {
  it('retries while the server starts, and reports that it waits', async () => {
    const lines: string[] = [];
    let calls = 0;
    const connect = async () => {
      calls += 1;
      if (calls === 1) throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
      if (calls === 2) throw Object.assign(new Error('no'), { code: '57P03' });
      return 'connected';
    };
    const patience = { patienceMs: 3_000, onProgress: (line: string) => lines.push(line) };
    expect(await untilReachable(URL_WITH_SECRET, patience, connect)).toBe('connected');
    expect(lines).toEqual(['Waiting for the database at db.example:5433/shop (3 s at most)']);
  });

  it('gives up on a server that never answers, and names it without its password', async () => {
    const { reason, message } = await refusal(URL_WITH_SECRET, { code: 'ECONNREFUSED' });
    expect(reason).toBe('server-unreachable');
    expect(message).toContain('db.example:5433/shop');
    expect(message).not.toContain('hunter2');
  });

  it('does not retry permanent errors', async () => {
    for (const code of ['28P01', '3D000']) {
      const { reason, message } = await refusal(URL_WITH_SECRET, { code });
      expect(reason).toBe('server-refused');
      expect(message).not.toContain('hunter2');
    }
    expect((await refusal('not a url', {})).message).toContain('postgres://');
  });
});
