import { describe, expect, it } from 'vitest';
import { ShownOnce } from './shown-once.js';

describe('secrets that are shown once', () => {
  it('are left without a question only while none is unsaved', () => {
    let [asked, answer] = [0, false];
    const shown = new ShownOnce(() => {
      asked += 1;
      return answer;
    });
    expect([shown.mayLeave(), shown.isHeld, asked]).toEqual([true, false, 0]);
    const [pins, key] = [shown.hold(), shown.hold()];
    expect([shown.mayLeave(), shown.isHeld, asked]).toEqual([false, true, 1]);
    pins();
    answer = true;
    expect([shown.mayLeave(), shown.isHeld, asked]).toEqual([true, true, 2]);
    key();
    expect([shown.mayLeave(), shown.isHeld, asked]).toEqual([true, false, 2]);
  });
});
