import { describe, expect, it } from 'vitest';
import { SessionCookies } from './session-cookies.js';

const headersOf = (
  act: (reply: { header(name: string, value: string | number): void }) => void,
): string[] => {
  const lines: string[] = [];
  act({ header: (_name, value) => void lines.push(String(value)) });
  return lines;
};

describe('session cookies', () => {
  it('are bound to the host and to TLS when the public URL is https', () => {
    const cookies = new SessionCookies({ secureCookies: true });
    expect(headersOf((reply) => cookies.set(reply, 'device', 'lyon.abc', 3600.9))).toEqual([
      '__Host-curbline-device=lyon.abc; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
  });

  it('have another name on plain http, and are cleared with the same attributes', () => {
    const cookies = new SessionCookies({ secureCookies: false });
    expect(headersOf((reply) => cookies.clear(reply, 'staff'))).toEqual([
      'curbline-staff=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    ]);
  });

  it.each([
    ['curbline-device=lyon-2.AAAAAAAAAAAAAAAAAAAAAA', { storeId: 'lyon-2', token: 'A'.repeat(22) }],
    [
      'other=1; curbline-device = lyon-2.AAAAAAAAAAAAAAAAAAAAAA ; x=y',
      { storeId: 'lyon-2', token: 'A'.repeat(22) },
    ],
    ['curbline-device=lyon-2.short', undefined],
    ["curbline-device=' OR 1=1 --.AAAAAAAAAAAAAAAAAAAAAA", undefined],
    ['curbline-device', undefined],
    [undefined, undefined],
  ])('are read from %p', (header, expected) => {
    expect(new SessionCookies({ secureCookies: false }).readStoreToken(header, 'device')).toEqual(expected);
  });

  it('are not confused with cookies whose name ends the same', () => {
    const cookies = new SessionCookies({ secureCookies: false });
    expect(cookies.read('xcurbline-staff=1; curbline-staff=2', 'staff')).toBe('2');
    expect(cookies.read('__proto__=1; curbline-staff=%E0%A4%A', 'staff')).toBe('%E0%A4%A');
  });
});
