/** What the plugins that finish a page's HTML have in common. */
import type { Rollup } from 'vite';

/** Where the build put the chunk that holds this module. @throws Error when there is none */
export function addressOf(bundle: Rollup.OutputBundle, module: string): string {
  const chunk = Object.values(bundle).find(
    (output) => output.type === 'chunk' && output.moduleIds.some((id) => id.endsWith(module)),
  );
  if (!chunk) throw new Error(`the page has no ${module}`);
  return `/${chunk.fileName}`;
}

/** Puts `by` in the place of a part that is there exactly once. @throws Error when it is not: the HTML has changed */
export function replaceOnce(text: string, part: string, by: string): string {
  if (text.split(part).length !== 2) throw new Error(`the page's HTML does not have one ${part}`);
  return text.replace(part, () => by);
}
