import { Logger } from '@nestjs/common';

const logger = new Logger('scheduled-work');

/**
 * Does the same for one row after the other. One that fails is logged and keeps no other waiting: it is found again at the
 * next turn.
 * @param what is done, for the log: `The expiry of a trip`
 * @param work says whether it changed anything
 * @returns how many it changed
 */
export async function oneByOne<Row>(
  what: string,
  rows: readonly Row[],
  work: (row: Row) => Promise<boolean>,
): Promise<number> {
  let changed = 0;
  for (const row of rows) {
    try {
      if (await work(row)) changed += 1;
    } catch (error) {
      logger.warn({ msg: `${what} failed. It is tried again at the next turn.`, err: error });
    }
  }
  return changed;
}
