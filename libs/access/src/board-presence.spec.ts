import { expect, it } from 'vitest';
import { FakeClock } from '@curbline/testkit';
import type { DataSource } from 'typeorm';
import { BoardPresence } from './board-presence.js';

it('notes a store at once, and again every fifteen seconds while it has a board', async () => {
  const clock = new FakeClock();
  const noted: string[][] = [];
  const query = (_sql: string, [stores]: [string[], Date]): Promise<void> => {
    noted.push(stores);
    return Promise.resolve();
  };
  const presence = new BoardPresence({ query } as unknown as DataSource, clock);
  await presence.note(new Set(['lyon']));
  clock.advance(5_000);
  await presence.note(new Set(['lyon', 'paris']));
  clock.advance(10_000);
  await presence.note(new Set(['lyon', 'paris']));
  await presence.note(new Set(['paris']));
  await presence.note(new Set(['lyon', 'paris']));
  expect(noted).toEqual([['lyon'], ['paris'], ['lyon'], ['lyon']]);
});

it('notes a store again when the database was away', async () => {
  let away = true;
  let noted = 0;
  const query = (): Promise<void> => {
    noted += 1;
    return away ? Promise.reject(new Error('away')) : Promise.resolve();
  };
  const presence = new BoardPresence({ query } as unknown as DataSource, new FakeClock());
  await expect(presence.note(new Set(['lyon']))).rejects.toThrow('away');
  away = false;
  await presence.note(new Set(['lyon']));
  expect(noted).toBe(2);
});
