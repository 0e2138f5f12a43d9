import { describe, expect, it } from 'vitest';
import { importPiece, type ImportEnvironment } from './import-piece.js';

/**
 * A browser that remembers which address failed and does not say which: the first `failures` requests are lost.
 * `status` is what the server says of the file itself; 0: it does not answer.
 */
function browser(failures: number, status = 0): ImportEnvironment & { asked: string[]; reloaded: string[] } {
  const asked: string[] = [];
  const reloaded: string[] = [];
  const failed = new Set<string>();
  return {
    asked,
    reloaded,
    wait: async () => {},
    head: async () => status,
    reloadFor: (address) => void reloaded.push(address),
    import: async (address) => {
      if (failed.has(address)) throw new TypeError('Importing a module script failed.');
      asked.push(address);
      if (asked.length > failures) return { piece: true };
      failed.add(address);
      throw new TypeError('Importing a module script failed.');
    },
  };
}
const ADDRESS = '/assets/later-1.js';

describe('a piece of a page whose request was lost', () => {
  it('is asked for under another address each time, until it is here', async () => {
    const environment = browser(5);
    await expect(importPiece(ADDRESS, environment)).resolves.toEqual({ piece: true });
    expect(new Set(environment.asked).size).toBe(6);
    expect(environment.asked.slice(0, 2)).toEqual([ADDRESS, `${ADDRESS}?again=1`]);
    expect(environment.reloaded).toEqual([]);
  });

  it('that the server has no more, since another version was installed, loads the whole page again', async () => {
    const environment = browser(1, 404);
    await importPiece(ADDRESS, environment);
    expect(environment.reloaded).toEqual([ADDRESS]);
  });

  it('that is there while a file that it imports was lost, loads the whole page again; once lost is no reason', async () => {
    const once = browser(1, 200);
    await importPiece(ADDRESS, once);
    expect(once.reloaded).toEqual([]);
    const broken = browser(2, 200);
    await importPiece(ADDRESS, broken);
    expect(broken.reloaded).toEqual([ADDRESS]);
  });
});
