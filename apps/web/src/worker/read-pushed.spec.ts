import { describe, expect, it } from 'vitest';
import { readPushed } from './read-pushed.js';

const ORIGIN = 'https://curbline.example';
const read = (pushed: unknown) =>
  readPushed(typeof pushed === 'string' ? pushed : JSON.stringify(pushed), ORIGIN, '/board');

describe('a pushed message', () => {
  it('is shown as it says, and leads where it says', () => {
    const notification = {
      title: 'Customer here: K7M',
      body: 'Bay 4.',
      navigate: `${ORIGIN}/p#store.token`,
      tag: 'trip',
      lang: 'en',
    };
    expect(read({ web_push: 8030, notification })).toEqual(notification);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '<html>'],
    ['a number', 8030],
    ['null', null],
    ['no notification', { web_push: 8030 }],
    ['another kind of notification', { notification: 'x' }],
    ['words that are none', { notification: { title: 4, body: null, navigate: {} } }],
    ['the address of another site', { notification: { navigate: 'https://evil.example/board' } }],
    ['a script', { notification: { navigate: 'javascript:alert(1)' } }],
  ])('of %s is shown all the same, and leads to the page', (_, pushed) => {
    expect(read(pushed)).toEqual({
      title: 'Curbline',
      body: '',
      tag: '',
      lang: '',
      navigate: `${ORIGIN}/board`,
    });
  });
});
