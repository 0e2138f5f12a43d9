/** What the test runner tells the specs; the only place here that reads the environment. */
export interface TestEnv {
  /** Which kind of database `testDatabase` makes. */
  database: 'embedded' | 'postgres';
  /** An administrator's URL of a Postgres that the tests may fill with databases. */
  postgresUrl: string | undefined;
  redisUrl: string | undefined;
}

/** @throws Error when the variables contradict each other. */
export function testEnv(): TestEnv {
  const { CURBLINE_TEST_DATABASE, CURBLINE_TEST_POSTGRES_URL, CURBLINE_TEST_REDIS_URL } = process.env;
  const database = CURBLINE_TEST_DATABASE ?? 'embedded';
  if (database !== 'embedded' && database !== 'postgres') {
    throw new Error(`CURBLINE_TEST_DATABASE is "${database}"; it is "embedded" or "postgres"`);
  }
  if (database === 'postgres' && !CURBLINE_TEST_POSTGRES_URL) {
    throw new Error('CURBLINE_TEST_DATABASE=postgres needs CURBLINE_TEST_POSTGRES_URL');
  }
  return { database, postgresUrl: CURBLINE_TEST_POSTGRES_URL, redisUrl: CURBLINE_TEST_REDIS_URL };
}
