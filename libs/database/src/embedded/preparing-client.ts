import pg from 'pg';

/** Each takes some ten kB of the database's memory. */
const MAX_PREPARED = 300;

/**
 * The client of the embedded database. It prepares each statement with parameters under a name, so that the statement
 * is parsed and planned once and not at each call: most of what a small statement costs there (ADR 28). A server's
 * sessions do not use it, because a pooler in front of the server may give each transaction another session.
 */
export class PreparingClient extends pg.Client {
  /** The names of prepared statements, by their text. */
  private readonly names = new Map<string, string>();

  // `pg.Client` declares one signature for each form of a query; all of them pass through here.
  override query(...query: unknown[]): never {
    return (super.query as (...query: unknown[]) => never).apply(this, this.named(query));
  }

  /** Texts are written by hand and few. Where a text is built at run time, only the first few hundred are prepared. */
  private named([text, values, ...more]: unknown[]): unknown[] {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return [text, values, ...more];
    let name = this.names.get(text);
    if (name === undefined && this.names.size < MAX_PREPARED) {
      this.names.set(text, (name = `s${this.names.size}`));
    }
    return [{ text, values, ...(name !== undefined && { name }) }, ...more];
  }
}
