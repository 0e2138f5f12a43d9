import { describe, expect, it, vi } from 'vitest';
import { mayTakeOver } from './take-over.js';

/** An open page at this path, which answers so, or not at all. */
const page = (path: string, isQuiet: boolean | null) => ({
  url: `https://curbline.example${path}`,
  postMessage: (_question: string, [port]: [MessagePort]) => {
    if (isQuiet !== null) port.postMessage(isQuiet);
    port.close();
  },
});

const may = (...pages: ReturnType<typeof page>[]): Promise<boolean> =>
  mayTakeOver(
    { clients: { matchAll: () => Promise.resolve(pages) } } as unknown as ServiceWorkerGlobalScope,
    '/board',
  );

describe('a new build', () => {
  it.each([
    ['takes over when no page is open', [], true],
    ['takes over when all pages are quiet', [page('/board', true), page('/board?x#y', true)], true],
    ['waits when one of two is not', [page('/board', true), page('/board', false)], false],
    ['does not ask other pages', [page('/manager', false), page('/board', true)], true],
  ])('%s', async (_name, pages, expected) => {
    expect(await may(...pages)).toBe(expected);
  });

  it('takes over from a page that is asleep', async () => {
    vi.useFakeTimers();
    try {
      const answer = may(page('/board', null));
      await vi.advanceTimersByTimeAsync(2_000);
      expect(await answer).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
