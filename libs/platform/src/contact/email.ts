import { domainToASCII } from 'node:url';
import { z } from 'zod';

/** RFC 5321, 4.5.3.1.3, less the angle brackets. */
const AT_MOST = 254;
const Email = z.email().max(AT_MOST);
/** Looked for first: a host name loses them on its way to ASCII. */
const BROKEN = /[\s\p{C}]/u;

/**
 * An e-mail address as it can be written to. A line break, with which a header could be added to a message, is in none.
 * @returns the address, its domain in ASCII; undefined for what is none
 */
export function readEmail(typed: string): string | undefined {
  const text = typed.trim();
  if (BROKEN.test(text)) return undefined;
  const at = text.lastIndexOf('@');
  const domain = at > 0 ? domainToASCII(text.slice(at + 1)) : '';
  const read = Email.safeParse(`${text.slice(0, at + 1)}${domain}`);
  return read.success ? read.data : undefined;
}
