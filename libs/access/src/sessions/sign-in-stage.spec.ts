import { describe, expect, it } from 'vitest';
import { asksForSecondFactor, stageOf } from './sign-in-stage.js';

const session = (shown: boolean, has: boolean, role: 'manager' | 'admin' = 'manager') => ({
  second_factor_at: shown ? new Date(0) : null,
  has_factor: has,
  role,
});

describe('the stage of a sign-in', () => {
  it('is complete once the second factor was shown, and second-factor before', () => {
    expect(stageOf(session(true, true), 'managers')).toBe('complete');
    expect(stageOf(session(false, true), 'off')).toBe('second-factor');
    expect(stageOf(session(false, true), 'managers')).toBe('second-factor');
  });

  it('is set-up without a second factor when the installation requires one', () => {
    expect(stageOf(session(false, false), 'off')).toBe('complete');
    expect(stageOf(session(false, false), 'managers')).toBe('set-up');
    expect(stageOf(session(false, false), 'admins')).toBe('complete');
    expect(stageOf(session(false, false, 'admin'), 'admins')).toBe('set-up');
    // A factor that was shown and removed afterwards does not count.
    expect(stageOf(session(true, false), 'managers')).toBe('set-up');
  });

  it('requires a second factor of managers and admins, of admins, or of nobody', () => {
    const asked = (['managers', 'admins', 'off'] as const).map((setting) =>
      (['staff', 'manager', 'admin'] as const).filter((role) => asksForSecondFactor(setting, role)),
    );
    expect(asked).toEqual([['manager', 'admin'], ['admin'], []]);
  });
});
