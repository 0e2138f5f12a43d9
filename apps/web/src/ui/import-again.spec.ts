import { describe, expect, it } from '@jest/globals';
import { importAgain, importPiece, type ImportWorld } from './import-again.js';

/** A browser that remembers which address failed: it never asks for that one again. */
function browser(failures: number): ImportWorld & { asked: string[] } {
  const asked: string[] = [];
  const failed = new Set<string>();
  return {
    asked,
    wait: async () => {},
    import: async (address) => {
      asked.push(address);
      if (failed.has(address)) throw new TypeError('failed before');
      if (asked.length > failures) return { piece: true };
      failed.add(address);
      throw new TypeError(`Failed to fetch dynamically imported module: ${address}`);
    },
  };
}

describe('a piece of a page whose request was lost', () => {
  it('is asked for under another address each time, until it is here', async () => {
    const world = browser(5);
    await expect(importPiece('/assets/later-1.js', world)).resolves.toEqual({ piece: true });
    expect(new Set(world.asked).size).toBe(6);
    expect(world.asked.slice(0, 2)).toEqual(['/assets/later-1.js', '/assets/later-1.js?again=1']);
  });

  it('is found by the address that the browser names', async () => {
    const world = browser(1);
    const address = 'https://curbline.test/assets/panel-1.js';
    await expect(importAgain(() => world.import(address), world)).resolves.toEqual({ piece: true });
    expect(world.asked).toEqual([address, `${address}?again=1`]);
  });

  it('is given up where the browser names no address, and after three tries', async () => {
    const mute = async (): Promise<unknown> => {
      throw new TypeError('Importing a module script failed.');
    };
    await expect(importAgain(mute, browser(0))).rejects.toThrow('Importing');
    const world = browser(9);
    const address = 'https://curbline.test/assets/panel-1.js';
    await expect(importAgain(() => world.import(address), world)).rejects.toThrow('Failed to fetch');
    expect(world.asked).toHaveLength(4);
  });
});
