/** PINs and passwords that the browser draws from its own source of randomness. */
import { pinFault } from '@curbline/domain/pin';

/** Six digits, drawn again while they are easy to guess. */
export function drawnPin(): string {
  for (;;) {
    const drawn = [...crypto.getRandomValues(new Uint32Array(6))].map((n) => n % 10).join('');
    if (pinFault(drawn) === undefined) return drawn;
  }
}

/** 32 signs that nobody takes for one another, so each is five bits. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Sixteen signs in four groups: 80 bits, to be read out and typed once. */
export function drawnPassword(): string {
  const signs = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => SIGNS[n % SIGNS.length]);
  return signs.join('').replace(/.{4}(?=.)/g, '$&-');
}
