/** Why a database could not be used. Each reason has one remedy, which the message names. */
export type UnavailableReason =
  /** Another Curbline process uses the embedded folder. */
  | 'folder-in-use'
  /** The folder holds files of another program, or of another version of Curbline. */
  | 'not-a-curbline-database'
  | 'disk-full'
  | 'folder-not-writable'
  /** The embedded database in the folder does not start. */
  | 'folder-damaged'
  | 'server-unreachable'
  | 'server-refused'
  | 'postgis-missing'
  /** The tables were created by a newer version of Curbline. */
  | 'newer-schema'
  /** No session of the pool was free within the configured time. */
  | 'session-busy';

/**
 * The database cannot be used, and a retry in this process does not help.
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
