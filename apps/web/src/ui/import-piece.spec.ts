import { describe, expect, it } from 'vitest';
import { importPiece, type ImportEnvironment } from './import-piece.js';

/** A browser that remembers which address failed and does not say which: the first `failures` requests are lost. */
function browser(
  failures: number,
  gone = false,
): ImportEnvironment & { asked: string[]; reloaded: string[] } {
  const asked: string[] = [];
  const reloaded: string[] = [];
  const failed = new Set<string>();
  return {
    asked,
    reloaded,
    wait: async () => {},
    isGone: async () => gone,
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
    const environment = browser(1, true);
    await importPiece(ADDRESS, environment);
    expect(environment.reloaded).toEqual([ADDRESS]);
  });
});
