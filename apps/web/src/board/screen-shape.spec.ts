import { describe, expect, it } from 'vitest';
import { screenShape } from './screen-shape.js';

describe('the shape of a board', () => {
  it('is tabs in the hand, at the edge when the handheld lies on its side', () => {
    expect(screenShape(360, 740, 16)).toBe('tabs');
    expect(screenShape(740, 360, 16)).toBe('lying');
  });

  it('is two columns on a tablet and four on a desk', () => {
    expect(screenShape(900, 700, 16)).toBe('two');
    expect(screenShape(1280, 800, 16)).toBe('four');
  });

  it('follows the size of the text, since large letters need the room of a column', () => {
    expect(screenShape(1280, 800, 19)).toBe('two');
    expect(screenShape(900, 700, 19)).toBe('tabs');
  });
});
