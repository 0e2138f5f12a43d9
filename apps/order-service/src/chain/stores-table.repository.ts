/** What the table of stores has besides their waits (`figures.repository.ts`): their order, and their days. */
import { Injectable } from '@nestjs/common';
import { type Day, LEAST_FOR_P95, type StoresSort, type StoresTableQuery } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import type { Period } from '../stats/period.js';
import { ABANDONED, CAME, VISITS, visitsOf } from '../stats/visits.js';

type Wish = Pick<StoresTableQuery, 'sort' | 'order' | 'after' | 'limit'>;

/** How many came and waited on one day of one store; these counts of its days add up to those of the store. */
export interface StoreDay {
  readonly storeId: string;
  readonly day: Day;
  /** Judged waits. */
  readonly n: number;
  readonly missed: number;
  readonly abandoned: number;
  /** Customers who came, and orders handed over without an arrival. */
  readonly pickups: number;
}

const percentile = (share: number): string => `percentile_cont(${share}) WITHIN GROUP (ORDER BY judged_ms)`;

const FIGURES: Readonly<Record<Exclude<StoresSort, 'name'>, string>> = {
  waits: 'count(judged_ms)',
  within_goal: 'count(*) FILTER (WHERE judged_ms < goal_ms)::float8 / nullif(count(judged_ms), 0)',
  median: percentile(0.5),
  p90: `CASE WHEN count(judged_ms) >= ${LEAST_FOR_P95} THEN ${percentile(0.9)} END`,
  abandoned: `count(*) FILTER (WHERE ${ABANDONED})::float8 / nullif(count(*) FILTER (WHERE ${CAME}), 0)`,
};

const DIRECTIONS = { ascending: 'ASC', descending: 'DESC' } as const;

/**
 * The ids from the one after $5 on, $6 at most, of the stores $1. Parameters of {@link VISITS}. The order needs the figure
 * of every store that may be on the page, so the pickups of all of them are read.
 */
const pageByFigure = (sort: Exclude<StoresSort, 'name'>, order: Wish['order']): string => `
  WITH ${VISITS}, figures AS (SELECT store_id, ${FIGURES[sort]} AS figure FROM visit GROUP BY store_id),
  ranked AS (
    SELECT id, row_number() OVER (
      ORDER BY ${sort === 'waits' ? 'coalesce(figure, 0)' : 'figure'} ${DIRECTIONS[order]} NULLS LAST, name, id) AS place
    FROM store LEFT JOIN figures ON store_id = id WHERE id = ANY($1)
  )
  SELECT id FROM ranked
  WHERE $5::text IS NULL OR place > (SELECT place FROM ranked WHERE id = $5) ORDER BY place LIMIT $6`;

/** The same by name; $2 and $3 instead of $5 and $6. */
const pageByName = (order: Wish['order']): string => `
  SELECT id FROM store
  WHERE id = ANY($1) AND ($2::text IS NULL
    OR (name, id) ${order === 'ascending' ? '>' : '<'} (SELECT name, id FROM store WHERE id = $2))
  ORDER BY name ${DIRECTIONS[order]}, id ${DIRECTIONS[order]} LIMIT $3`;

const DAYS = `
  WITH ${VISITS}
  SELECT store_id AS "storeId", local_day::text AS day, count(judged_ms)::integer AS n,
    count(*) FILTER (WHERE judged_ms >= goal_ms)::integer AS missed,
    count(*) FILTER (WHERE ${ABANDONED})::integer AS abandoned, count(*) FILTER (WHERE ${CAME})::integer AS pickups
  FROM visit GROUP BY store_id, local_day`;

@Injectable()
export class StoresTableRepository {
  /** @returns ids of stores of the period, in the order and from the place that is wished. */
  async page(manager: EntityManager, period: Period, { sort, order, after, limit }: Wish): Promise<string[]> {
    const [sql, parameters] =
      sort === 'name'
        ? [pageByName(order), [period.storeIds]]
        : [pageByFigure(sort, order), visitsOf(period)];
    const found = await manager.query<{ id: string }[]>(sql, [...parameters, after ?? null, limit]);
    return found.map(({ id }) => id);
  }

  /** The days on which anybody came, in no order. */
  days(manager: EntityManager, period: Period): Promise<StoreDay[]> {
    return manager.query<StoreDay[]>(DAYS, visitsOf(period));
  }
}
