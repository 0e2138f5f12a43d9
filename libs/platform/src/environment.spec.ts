import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { outgoingFields } from './outgoing/outgoing-settings.js';
import { environmentFields, EnvironmentInvalid, readEnvironment } from './environment.js';

const Schema = z.object({
  PORT: environmentFields.PORT,
  PUBLIC_URL: environmentFields.PUBLIC_URL,
  TRUST_PROXY: environmentFields.TRUST_PROXY,
  DATABASE_URL: environmentFields.DATABASE_URL,
  ...outgoingFields,
});
const DATABASE_URL = 'postgres://curbline@localhost/curbline';

function refusal(source: Record<string, string>): string {
  try {
    readEnvironment(Schema, source);
  } catch (error) {
    if (error instanceof EnvironmentInvalid) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the environment', () => {
  it('has defaults, and treats an empty value as absent', () => {
    expect(readEnvironment(Schema, { DATABASE_URL, PORT: '' })).toEqual({
      PORT: 3000,
      TRUST_PROXY: [],
      OUTGOING_PRIVATE_HOSTS: new Set(),
      PUSH_HOSTS: new Set(),
      DATABASE_URL,
    });
  });

  it('reads numbers, addresses and proxies', () => {
    const read = readEnvironment(Schema, {
      DATABASE_URL,
      PORT: '0',
      PUBLIC_URL: 'https://pickup.example/',
      TRUST_PROXY: 'loopback',
    });
    expect(read).toMatchObject({ PORT: 0, PUBLIC_URL: 'https://pickup.example', TRUST_PROXY: ['loopback'] });
    expect(readEnvironment(Schema, { DATABASE_URL, TRUST_PROXY: '10.0.0.0/8, ::1' }).TRUST_PROXY).toEqual([
      '10.0.0.0/8',
      '::1',
    ]);
  });

  it('reads private hosts as they stand in a URL', () => {
    const { OUTGOING_PRIVATE_HOSTS: hosts } = readEnvironment(Schema, {
      DATABASE_URL,
      OUTGOING_PRIVATE_HOSTS: 'Shop.LAN, 192.168.1.20,fd00::1',
    });
    expect([...hosts]).toEqual(['shop.lan', '192.168.1.20', 'fd00::1']);
  });

  it.each([
    ['OUTGOING_PRIVATE_HOSTS', 'http://shop.lan'],
    ['OUTGOING_PRIVATE_HOSTS', 'shop.lan:3000'],
    ['OUTGOING_PRIVATE_HOSTS', '10.0.0.0/8'],
    ['OUTGOING_PRIVATE_HOSTS', 'shop.lan,,other.lan'],
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'pickup.example'],
    ['TRUST_PROXY', 'yes please'],
    ['DATABASE_URL', 'mysql://host/name'],
  ])('names %s when it is %s', (name, value) => {
    expect(refusal({ DATABASE_URL, [name]: value })).toContain(`${name} must `);
  });

  it('names a missing variable, and never shows a value', () => {
    expect(refusal({})).toContain('DATABASE_URL is not set');
    expect(refusal({ DATABASE_URL: 'mysql://user:secret@host/name' })).not.toContain('secret');
  });
});
