import { expect, it } from 'vitest';
import { maskedAddress } from './masked-address.js';

it.each([
  ['camille.martin@example.com', 'c•••@example.com'],
  ['"odd@name"@example.com', '"•••@example.com'],
  ['é@example.com', 'é•••@example.com'],
  ['+33612345678', '+33•••78'],
])('hides most of %s', (address, masked) => {
  expect(maskedAddress(address)).toBe(masked);
});
