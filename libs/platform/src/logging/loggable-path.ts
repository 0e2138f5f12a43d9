import { looksSecret } from './scrubbed-error.js';

/** The path of a URL as a log may keep it: no query, nothing that could be a secret, bounded. */
export function loggablePath(url: string): string {
  const end = url.search(/[?#;]/);
  const path = end === -1 ? url : url.slice(0, end);
  return path
    .slice(0, 200)
    .split('/')
    .map((segment) => (looksSecret(segment) || !/^[\w.~@:+-]*$/.test(segment) ? '…' : segment))
    .join('/');
}
