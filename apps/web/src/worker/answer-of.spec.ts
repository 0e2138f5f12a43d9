import { describe, expect, it } from 'vitest';
import { answerOf, isOfBuild } from './answer-of.js';

const ORIGIN = 'https://curbline.example';
const SERVED = { origin: ORIGIN, page: '/board' };
const asked = (path: string, mode = 'cors', method = 'GET') =>
  answerOf({ method, mode, url: new URL(path, ORIGIN).href }, SERVED);

describe('a page’s service worker', () => {
  it.each([
    ['/board', 'navigate', 'page'],
    ['/board?a=1#b', 'navigate', 'page'],
    ['/assets/board-1.js', 'cors', 'file'],
    ['/assets/later-1.js?again=2', 'cors', 'file'],
  ])('answers %s (%s)', (path, mode, answer) => {
    expect(asked(path, mode)).toBe(answer);
  });

  it.each([
    ['/v1/device', 'cors'],
    ['/v1/trips/1/events', 'cors'],
    ['/docs', 'navigate'],
    ['/boards', 'navigate'],
    ['/board/x', 'navigate'],
    ['/p', 'navigate'],
    ['/socket.io/?transport=websocket', 'websocket'],
    ['/board-worker.js', 'same-origin'],
    ['https://elsewhere.example/assets/board-1.js', 'no-cors'],
  ])('keeps out of %s (%s)', (path, mode) => {
    expect(asked(path, mode)).toBe('network');
  });

  it('keeps out of everything that is no GET', () => {
    expect(asked('/assets/board-1.js', 'cors', 'HEAD')).toBe('network');
    expect(asked('/board', 'navigate', 'POST')).toBe('network');
  });
});

describe('the HTML of a build', () => {
  const FILES = ['/assets/board-1.js', '/assets/style-1.css'];
  it.each([
    ['asks for its files alone', '<script src="/assets/board-1.js"><link href="/assets/style-1.css">', true],
    ['is another’s when it asks for one that it has not', '<script src="/assets/board-2.js">', false],
    ['is no page when it asks for none', '<h1>The pages are not built</h1>', false],
  ])('%s', (_name, html, expected) => {
    expect(isOfBuild(html, FILES)).toBe(expected);
  });
});
