/** The SQLSTATE codes of errors that TypeORM or `pg` threw. */

/** @returns the SQLSTATE (`23505`, `40001`…), or undefined when the error is not the database's. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return driverError && driverError !== error ? sqlStateOf(driverError) : undefined;
}

/** Whether a row with this key exists already; with `constraint`, only for that constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (sqlStateOf(error) !== '23505') return false;
  if (constraint === undefined) return true;
  const { constraint: direct, driverError } = error as {
    constraint?: string;
    driverError?: { constraint?: string };
  };
  return (direct ?? driverError?.constraint) === constraint;
}
