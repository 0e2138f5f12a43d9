/**
 * Seals what must be read again, such as the secret behind an authenticator app, with a key that is not in the
 * database: whoever has a copy of the database alone has none of it. AES-256-GCM; the owner is bound in, so that
 * a sealed text moved to another person's row does not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

@Injectable()
export class SecretBox {
  private readonly key: Buffer | undefined;

  constructor(@Inject(PLATFORM_OPTIONS) { secretKey }: Pick<PlatformOptions, 'secretKey'>) {
    this.key =
      secretKey === undefined
        ? undefined
        : Buffer.from(hkdfSync('sha256', secretKey, '', 'curbline secret box', 32));
  }

  /** False when the program was given no key: then nothing can be sealed. */
  get isOpen(): boolean {
    return this.key !== undefined;
  }

  /** @param owner who the text belongs to. @throws Error without a key. */
  seal(text: string, owner: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.requireKey(), nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws Error without a key, or when the text was sealed with another one, for another owner, or changed. */
  open(sealed: string, owner: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.requireKey(), nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  }

  /**
   * For what a person can do without: everything that was sealed is closed once the key is replaced.
   * @returns null where `open` throws
   */
  tryOpen(sealed: string, owner: string): string | null {
    try {
      return this.open(sealed, owner);
    } catch {
      return null;
    }
  }

  private requireKey(): Buffer {
    if (!this.key) throw new Error('SECRET_KEY is not set');
    return this.key;
  }
}
