import { describe, expect, it } from 'vitest';
import { TripCookies } from './trip-cookies.js';

const TRIP = '3f2b6c1e-0000-4000-8000-000000000001';
const TOKEN = 'A'.repeat(22);
const plain = new TripCookies({ secureCookies: false });
const secure = new TripCookies({ secureCookies: true });
const linesOf = (act: (reply: { header(name: string, value: string | number): void }) => void): string[] => {
  const lines: string[] = [];
  act({ header: (_name, value) => void lines.push(String(value)) });
  return lines;
};

describe('TripCookies', () => {
  it('sets a cookie with the trip in its name, bound to the host, that outlives the link by a month', () => {
    expect(linesOf((reply) => secure.set(reply, TRIP, { storeId: 'lyon', token: TOKEN }, 60.9))).toEqual([
      `__Host-curbline-trip-${TRIP}=lyon.${TOKEN}; Max-Age=${60 + 30 * 24 * 3600}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    ]);
    expect(linesOf((reply) => plain.clear(reply, TRIP))).toEqual([
      `curbline-trip-${TRIP}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`,
    ]);
  });

  it('reads the cookie of the given trip only', () => {
    const header = `curbline-trip-${TRIP}=lyon.${TOKEN}; other=1`;
    expect(plain.readStoreToken(header, TRIP)).toEqual({ storeId: 'lyon', token: TOKEN });
    expect(plain.readStoreToken(header, TRIP.replace('1e', '2e'))).toBeUndefined();
    expect(secure.readStoreToken(header, TRIP)).toBeUndefined();
    expect(plain.readStoreToken(undefined, TRIP)).toBeUndefined();
  });

  it('lists all trip cookies and the former one, but not cookies with similar names', () => {
    const header = [
      `curbline-trip-${TRIP}=lyon.${TOKEN}`,
      `curbline-tripX${TRIP}=lyon.${TOKEN}`,
      'curbline-trip-nonsense=1',
      `curbline-trip=lyon.${TOKEN}`,
      `curbline-device=lyon.${TOKEN}`,
      `curbline-trip-${TRIP.replace('1e', '2e')}=nonsense`,
    ].join('; ');
    expect(plain.all(header)).toEqual([
      { tripId: TRIP, value: { storeId: 'lyon', token: TOKEN } },
      { tripId: undefined, value: { storeId: 'lyon', token: TOKEN } },
      { tripId: TRIP.replace('1e', '2e'), value: undefined },
    ]);
  });

  it('reads at most forty of a thousand trip cookies', () => {
    const header = Array.from(
      { length: 1000 },
      (_, i) => `curbline-trip-3f2b6c1e-0000-4000-8000-${String(i).padStart(12, '0')}=lyon.${TOKEN}`,
    ).join('; ');
    expect(plain.all(header).length).toBe(40);
  });
});
