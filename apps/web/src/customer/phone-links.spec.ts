import { describe, expect, it } from 'vitest';
import { PHONE_APPS, phoneAddress, phoneLink } from './phone-links.js';

const ORIGIN = 'https://pickup.example';
const TOKEN = 'AbCdEfGhIjKlMnOpQrStUv';
const link = (app: (typeof PHONE_APPS)[number]): string => phoneLink(app, ORIGIN, TOKEN) ?? '';

describe('the link that sets an app up', () => {
  it('holds the whole configuration of OwnTracks', () => {
    expect(link('owntracks')).toMatch(/^owntracks:\/\/\/config\?inline=[\w%]+$/);
    const inline = new URL(link('owntracks')).searchParams.get('inline') ?? '';
    expect(JSON.parse(atob(inline))).toMatchObject({
      _type: 'configuration',
      mode: 3,
      url: `${ORIGIN}/c/${TOKEN}/owntracks`,
      monitoring: 2,
    });
  });

  it('names the address and dense positions for Traccar Client', () => {
    expect(link('traccar')).toMatch(/^org\.traccar\.client:\/\/config\?/);
    const { searchParams } = new URL(link('traccar'));
    expect(Object.fromEntries(searchParams)).toMatchObject({
      url: `${ORIGIN}/c/${TOKEN}`,
      interval: '5',
      distance: '0',
      stop_detection: 'false',
    });
  });

  it('names the address for Overland', () => {
    const { protocol, host, searchParams } = new URL(link('overland'));
    expect([protocol, host]).toEqual(['overland:', 'setup']);
    expect(searchParams.get('url')).toBe(`${ORIGIN}/c/${TOKEN}/api/v1/overland/batches`);
  });

  it('is none for another app, which has the address to type', () => {
    expect(phoneLink('other', ORIGIN, TOKEN)).toBeNull();
    expect(phoneAddress('other', ORIGIN, TOKEN)).toBe(`${ORIGIN}/c/${TOKEN}`);
  });
});
