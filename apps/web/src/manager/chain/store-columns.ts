/** The columns by which stores are sorted, and which way. */
import type { SortOrder, StoresSort } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';

export interface Sorting {
  readonly sort: StoresSort;
  readonly order: SortOrder;
}

interface Column {
  readonly name: () => string;
  /** What comes first at first: for a figure, the stores that need a look. */
  readonly order: SortOrder;
}

export const COLUMNS: Readonly<Record<StoresSort, Column>> = {
  name: { name: m.manager_store, order: 'ascending' },
  within_goal: { name: m.figures_col_share, order: 'ascending' },
  median: { name: m.figures_median, order: 'descending' },
  p90: { name: m.figures_p90, order: 'descending' },
  abandoned: { name: m.figures_abandoned, order: 'descending' },
  waits: { name: m.figures_col_waits, order: 'descending' },
};
export const SORTS = Object.keys(COLUMNS) as StoresSort[];

/** How stores are sorted once a heading is pressed: by its column, or the other way round when they are already. */
export function pressed(heading: StoresSort, { sort, order }: Sorting): Sorting {
  if (heading !== sort) return { sort: heading, order: COLUMNS[heading].order };
  return { sort, order: order === 'ascending' ? 'descending' : 'ascending' };
}
