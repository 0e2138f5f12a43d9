import { describe, expect, it } from 'vitest';
import { newHandOverCode } from './codes.js';

describe('newHandOverCode', () => {
  it('has four characters that nobody mistakes for others', () => {
    const codes = Array.from({ length: 2000 }, newHandOverCode);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}$/);
    expect(codes.join('')).not.toMatch(/[01OILU]/);
  });

  it('is drawn from all of them', () => {
    const signs = new Set(Array.from({ length: 2000 }, newHandOverCode).join(''));
    expect(signs.size).toBe(30);
  });
});
