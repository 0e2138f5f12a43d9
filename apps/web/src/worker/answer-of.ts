/** Which requests a page's service worker answers: the page itself and its built files, never data. */

export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

export interface Served {
  readonly origin: string;
  /** The path of the page: `/board`. */
  readonly page: string;
}

/** `network`: the worker keeps out of it, and the browser does as if there were none. */
export function answerOf(
  { method, mode, url }: Asked,
  { origin, page }: Served,
): 'page' | 'file' | 'network' {
  const asked = new URL(url);
  if (method !== 'GET' || asked.origin !== origin) return 'network';
  if (mode === 'navigate') return asked.pathname === page ? 'page' : 'network';
  return asked.pathname.startsWith('/assets/') ? 'file' : 'network';
}

/** Whether the HTML asks for no other built files than those: it is of the same build. */
export function isOfBuild(html: string, files: readonly string[]): boolean {
  const asked = html.match(/\/assets\/[\w.-]+/g) ?? [];
  return asked.length > 0 && asked.every((file) => files.includes(file));
}
