/** PINs and passwords that the browser draws from its own source of randomness. */
import { pinFault } from '@curbline/domain/pin';

/** Six digits, drawn again while they are easy to guess. */
export function drawnPin(): string {
  for (;;) {
    const drawn = [...crypto.getRandomValues(new Uint32Array(6))].map((n) => n % 10).join('');
    if (pinFault(drawn) === undefined) return drawn;
  }
}

/** 32 characters that nobody takes for one another, so each is five bits. */
const CHARACTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Sixteen characters in four groups: 80 bits, to be read out and typed once. */
export function drawnPassword(): string {
  const characters = [...crypto.getRandomValues(new Uint8Array(16))].map(
    (n) => CHARACTERS[n % CHARACTERS.length],
  );
  return characters.join('').replace(/.{4}(?=.)/g, '$&-');
}
