/** Why a database could not be opened. Each reason has one remedy, which the message names. */
export type UnavailableReason =
  /** Another Curbline process uses the embedded folder. */
  | 'folder-in-use'
  /** The folder holds something that Curbline did not make, or made by another version. */
  | 'not-a-curbline-database'
  | 'disk-full'
  | 'folder-not-writable'
  /** The folder is Curbline's but the embedded database does not start from it. */
  | 'folder-damaged'
  | 'server-unreachable'
  | 'server-refused'
  | 'postgis-missing'
  /** The tables were made by a newer Curbline than this one. */
  | 'newer-schema'
  /** Somebody held the session (or the whole pool) for longer than we are willing to wait. */
  | 'session-busy';

/**
 * The database cannot be used and no retry inside this process will change it.
 * `message` is written for the person at the terminal: it names the folder or server and what to do.
 */
export class DatabaseUnavailable extends Error {
  constructor(
    readonly reason: UnavailableReason,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'DatabaseUnavailable';
  }
}
