import { describe, expect, it } from 'vitest';
import { tooOld } from './require-node.js';

describe('the check of the Node version', () => {
  it.each(['18.20.8', '20.20.2', '22.12.0'])('refuses %s and names the remedy', (version) => {
    expect(tooOld(version)).toContain(`This is Node ${version}`);
    expect(tooOld(version)).toContain('npm run admin');
  });

  it.each(['22.13.0', '24.21.0', '26.0.0'])('accepts %s', (version) => {
    expect(tooOld(version)).toBeUndefined();
  });
});
