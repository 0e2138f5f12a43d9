/** Whom a push service can ask about this installation (RFC 8292, section 2.1). */
import type { PlatformOptions } from '@curbline/platform';

const AN_ADDRESS = /<([^<>\s]+@[^<>\s]+)>\s*$|^([^<>\s]+@[^<>\s]+)$/;

/**
 * The public address, else the sender of e-mails. Without either it is a name that Apple refuses and the others take:
 * enough to try it on one's own machine.
 */
export function pushSubject({ publicUrl, smtp }: Pick<PlatformOptions, 'publicUrl' | 'smtp'>): string {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'https:' && hostname.includes('.')) return publicUrl;
  const [, named, bare] = AN_ADDRESS.exec(smtp?.from ?? '') ?? [];
  const address = named ?? bare;
  return address === undefined ? 'mailto:curbline@localhost' : `mailto:${address}`;
}
