import { describe, expect, it } from 'vitest';
import { MOST_IMPORT_ROWS } from '@curbline/contracts/http';
import { readDeclared } from './declared-file.js';

const file = (text: string) => ({ text, encoding: 'utf-8' as const });

describe('a declarative file', () => {
  it('warns nobody but whoever sent it: a warning of the parser would put names into the log', async () => {
    const warnings: unknown[] = [];
    const note = (warning: unknown): void => void warnings.push(warning);
    process.on('warning', note);
    await readDeclared(file('people:\n  - { store: a, name: !x Someone, role: manager }\n'));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('is refused whole when it is nested without end, or has more entries than are read', async () => {
    const deep = `{"stores":[{"premises":${'{"geometry":'.repeat(20_000)}1${'}'.repeat(20_000)}}]}`;
    await expect(readDeclared(file(deep))).rejects.toMatchObject({ code: 'malformed-body' });
    const endless = JSON.stringify({ stores: Array(MOST_IMPORT_ROWS + 1).fill(1) });
    await expect(readDeclared(file(endless))).rejects.toMatchObject({ code: 'too-large' });
  });
});
