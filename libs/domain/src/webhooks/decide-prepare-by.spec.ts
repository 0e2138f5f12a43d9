import { describe, expect, it } from 'vitest';
import { decidePrepareBy } from './decide-prepare-by.js';

const AT = Date.UTC(2026, 0, 5, 8);
const MINUTE = 60_000;
const LEAD_S = 120;

/** In so many minutes, with bounds so many minutes to each side. */
const inMinutes = (minutes: number, side: number, at = AT) => ({
  seconds: minutes * 60,
  lowSeconds: (minutes - side) * 60,
  highSeconds: (minutes + side) * 60,
  at,
});

describe('decidePrepareBy', () => {
  it('says the arrival less the lead, with how sure it is', () => {
    expect(decidePrepareBy(inMinutes(20, 1), LEAD_S, undefined)).toEqual({
      prepareBy: AT + 18 * MINUTE,
      expectedAt: AT + 20 * MINUTE,
      confidence: 'high',
    });
    const confidence = (side: number) => decidePrepareBy(inMinutes(20, side), LEAD_S, undefined)?.confidence;
    expect([1.5, 1.6, 3, 3.1, 5].map(confidence)).toEqual(['high', 'medium', 'medium', 'low', 'low']);
  });

  it('says nothing as long as the arrival is a guess', () => {
    expect(decidePrepareBy(inMinutes(20, 5.1), LEAD_S, undefined)).toBeUndefined();
  });

  it('says a time that is over, when the customer is nearer than the lead', () => {
    expect(decidePrepareBy(inMinutes(1, 0.5), LEAD_S, undefined)?.prepareBy).toBe(AT - MINUTE);
  });

  it('says it again only when it moved by more than three minutes', () => {
    const said = AT + 18 * MINUTE;
    const later = (minutes: number) => decidePrepareBy(inMinutes(20 + minutes, 1), LEAD_S, said);
    expect(later(3)).toBeUndefined();
    expect(later(-3)).toBeUndefined();
    expect(later(4)?.prepareBy).toBe(AT + 22 * MINUTE);
    expect(later(-4)?.prepareBy).toBe(AT + 14 * MINUTE);
  });

  it('says it once of a drive that goes as expected', () => {
    let said: number | undefined;
    let times = 0;
    for (let minute = 0; minute < 20; minute += 1) {
      const decided = decidePrepareBy(inMinutes(20 - minute, 1, AT + minute * MINUTE), LEAD_S, said);
      if (decided) [said, times] = [decided.prepareBy, times + 1];
    }
    expect(times).toBe(1);
  });
});
