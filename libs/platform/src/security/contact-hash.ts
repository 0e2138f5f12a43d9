/**
 * Marks a phone number or an e-mail address, so that it can be found again without being readable: an HMAC under the
 * installation's key. A plain hash would not do, for all phone numbers can be tried in minutes.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';

@Injectable()
export class ContactHash {
  private readonly key: Buffer | undefined;

  constructor(@Inject(PLATFORM_OPTIONS) { secretKey }: Pick<PlatformOptions, 'secretKey'>) {
    this.key =
      secretKey === undefined
        ? undefined
        : Buffer.from(hkdfSync('sha256', secretKey, '', 'curbline contacts', 32));
  }

  /**
   * The 32 bytes that stand for an address.
   * @param address a phone number in E.164, or an e-mail address, of which the case does not count
   * @throws Error without SECRET_KEY.
   */
  of(address: string): Buffer {
    if (!this.key) throw new Error('SECRET_KEY is not set');
    return createHmac('sha256', this.key).update(address.toLowerCase()).digest();
  }
}
