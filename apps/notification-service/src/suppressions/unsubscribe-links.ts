/**
 * The address in an e-mail under which its reader asks for no more (RFC 8058). It holds the keyed hash of theirs, signed:
 * it works for as long as the mail is kept, when the order is long forgotten, and nobody can make one for somebody else.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ContactHash, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { equalText } from '../equal-text.js';

export const UNSUBSCRIBE = '/v1/unsubscribe';

const HASH_BYTES = 32;
const SIGNATURE_BYTES = 16;

export type PageLanguage = 'fr' | 'en';

@Injectable()
export class UnsubscribeLinks {
  private readonly key: Buffer | undefined;
  private readonly publicUrl: string;

  constructor(
    @Inject(PLATFORM_OPTIONS) { secretKey, publicUrl }: Pick<PlatformOptions, 'secretKey' | 'publicUrl'>,
    private readonly hash: ContactHash,
  ) {
    this.publicUrl = publicUrl;
    this.key =
      secretKey === undefined
        ? undefined
        : Buffer.from(hkdfSync('sha256', secretKey, '', 'curbline unsubscribe', 32));
  }

  /** @throws Error without SECRET_KEY. */
  of(address: string, language: PageLanguage): string {
    const hash = this.hash.of(address);
    const token = Buffer.concat([hash, this.signatureOf(hash)]).toString('base64url');
    return `${this.publicUrl}${UNSUBSCRIBE}/${token}?lang=${language}`;
  }

  /** The keyed hash of the address that a token stands for; undefined for one that is not ours. */
  read(token: string): Buffer | undefined {
    const bytes = Buffer.from(token, 'base64url');
    if (!this.key || bytes.length !== HASH_BYTES + SIGNATURE_BYTES) return undefined;
    const hash = bytes.subarray(0, HASH_BYTES);
    const given = bytes.subarray(HASH_BYTES).toString('base64url');
    return equalText(given, this.signatureOf(hash).toString('base64url')) ? hash : undefined;
  }

  private signatureOf(hash: Buffer): Buffer {
    if (!this.key) throw new Error('SECRET_KEY is not set');
    return createHmac('sha256', this.key).update(hash).digest().subarray(0, SIGNATURE_BYTES);
  }
}
