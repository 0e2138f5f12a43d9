import { describe, expect, it } from '@jest/globals';
import { asksForSecondFactor, stageOf } from './sign-in-stage.js';

const session = (shown: boolean, has: boolean, role: 'manager' | 'admin' = 'manager') => ({
  second_factor_at: shown ? new Date(0) : null,
  has_factor: has,
  role,
});

describe('the stage of a sign-in', () => {
  it('is complete once a factor was shown, and asks for it as long as it was not', () => {
    expect(stageOf(session(true, true), 'managers')).toBe('complete');
    expect(stageOf(session(false, true), 'off')).toBe('second-factor');
    expect(stageOf(session(false, true), 'managers')).toBe('second-factor');
  });

  it('leads whoever has none to set one up, where the installation asks for it', () => {
    expect(stageOf(session(false, false), 'off')).toBe('complete');
    expect(stageOf(session(false, false), 'managers')).toBe('set-up');
    expect(stageOf(session(false, false), 'admins')).toBe('complete');
    expect(stageOf(session(false, false, 'admin'), 'admins')).toBe('set-up');
    // A factor that was shown and taken away since is none.
    expect(stageOf(session(true, false), 'managers')).toBe('set-up');
  });

  it('is asked of managers and admins, of admins, or of nobody', () => {
    const asked = (['managers', 'admins', 'off'] as const).map((setting) =>
      (['staff', 'manager', 'admin'] as const).filter((role) => asksForSecondFactor(setting, role)),
    );
    expect(asked).toEqual([['manager', 'admin'], ['admin'], []]);
  });
});
