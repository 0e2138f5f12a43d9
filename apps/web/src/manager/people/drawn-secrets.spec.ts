import { describe, expect, it } from 'vitest';
import { pinFault } from '@curbline/domain/pin';
import { drawnPassword, drawnPin } from './drawn-secrets.js';

describe('what the browser draws', () => {
  it('is a PIN that the server takes', () => {
    for (let n = 0; n < 200; n += 1) {
      const pin = drawnPin();
      expect([pin, /^\d{6}$/.test(pin), pinFault(pin)]).toEqual([pin, true, undefined]);
    }
  });

  it('is a password of four groups, another one each time', () => {
    const drawn = Array.from({ length: 200 }, drawnPassword);
    expect(drawn.filter((password) => !/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/.test(password))).toEqual([]);
    expect(new Set(drawn).size).toBe(200);
  });
});
