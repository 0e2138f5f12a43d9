import { describe, expect, it } from 'vitest';
import { browserWords, networkWords } from './browser-words.js';

describe('the words for a session', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Windows'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge · Linux',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1', 'Safari · iOS'],
    ['curl/8.5.0', ''],
    [undefined, ''],
  ])('%s', (userAgent, words) => {
    expect(browserWords(userAgent)).toBe(words);
  });

  it('tell the network and not the address', () => {
    expect(networkWords('203.0.113.80')).toBe('203.0.113.x');
    expect(networkWords('::ffff:203.0.113.80')).toBe('203.0.113.x');
    expect(networkWords('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1::');
    expect(networkWords('::1')).toBe('::');
  });
});
