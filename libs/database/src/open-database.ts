/**
 * Opens a Postgres server by its URL, or the embedded database in a folder. Both use `pg` and TypeORM's postgres driver,
 * so that all other code is independent of the kind of database.
 */
import { DataSource, type EntitySchema, getMetadataArgsStorage, type Logger } from 'typeorm';
import { DatabaseUnavailable } from './database-unavailable.js';
import { openEmbedded, type EmbeddedInstance } from './embedded/open-embedded.js';
import { PgliteStream } from './embedded/pglite-stream.js';
import { PreparingClient } from './embedded/preparing-client.js';
import { guardedDriver } from './guarded-pool.js';
import { untilReachable } from './until-reachable.js';

export interface OpenDatabaseOptions {
  /** `postgres://…`: a Postgres server with PostGIS. Without it the embedded database is used. */
  url?: string;
  /** Folder of the embedded database. Default `./data`. */
  dataDir?: string;
  /** An open embedded database instead of a folder; it is not closed with this one. */
  embedded?: EmbeddedInstance;
  /** The most sessions (server only; the embedded database has one). Default 10. */
  poolSize?: number;
  /** The most sessions of `readingSource` (server only). Default 4. */
  readingPoolSize?: number;
  /** How long a caller waits for a session before `session-busy`. Default 10,000 ms. */
  sessionWaitMs?: number;
  /** How long to retry while the server does not answer. Default 15,000 ms. */
  patienceMs?: number;
  /** TypeORM entities. Default: those of all modules that the program has imported. */
  entities?: (EntitySchema | (new () => object))[];
  /** Shown in the server's list of sessions. */
  applicationName?: string;
  logger?: Logger;
  /** Called with a message for a person before a step that may take over two seconds. */
  onProgress?: (line: string) => void;
}

export interface Database {
  /** Initialized; nothing is migrated yet. Apps inject this `DataSource`. */
  readonly dataSource: DataSource;
  /**
   * Separate sessions for following the stores' logs, so that pushed events do not wait for a session behind writers, whose
   * commits wait for the disk. For the embedded database, which has one session, it is `dataSource`.
   */
  readonly readingSource: DataSource;
  readonly kind: 'postgres' | 'embedded';
  /** Ends the sessions; stops the embedded database and releases its folder. */
  close(): Promise<void>;
}

/** @throws DatabaseUnavailable with a reason and a message for the person at the terminal. */
export async function openDatabase(options: OpenDatabaseOptions = {}): Promise<Database> {
  return options.url ? openServer(options.url, options) : openFolder(options);
}

async function openServer(url: string, options: OpenDatabaseOptions): Promise<Database> {
  const dataSource = await untilReachable(url, options, () =>
    dataSourceOf(options, {
      url,
      poolSize: options.poolSize ?? 10,
      extra: { keepAlive: true },
    }).initialize(),
  );
  const readingSource = await untilReachable(url, options, () =>
    dataSourceOf(options, {
      url,
      poolSize: options.readingPoolSize ?? 4,
      extra: { keepAlive: true },
    }).initialize(),
  ).catch(async (error: unknown) => {
    await destroy(dataSource);
    throw error;
  });
  return {
    dataSource,
    readingSource,
    kind: 'postgres',
    close: async () => {
      await Promise.all([destroy(dataSource), destroy(readingSource)]);
    },
  };
}

async function openFolder(options: OpenDatabaseOptions): Promise<Database> {
  if (options.embedded) return onEmbedded(options, options.embedded, async () => {});
  const embedded = await openEmbedded(options.dataDir ?? './data', options.onProgress ?? (() => {}));
  try {
    return await onEmbedded(options, embedded.pglite, () => embedded.close());
  } catch (cause) {
    await embedded.close();
    throw new DatabaseUnavailable(
      'folder-damaged',
      `The embedded database in ${embedded.path} opened but refused its session (${String(cause)}). ` +
        'Keep a copy of the folder, then restore a backup or name a new folder with DATA_DIR.',
      { cause },
    );
  }
}

async function onEmbedded(
  options: OpenDatabaseOptions,
  pglite: EmbeddedInstance,
  closeEmbedded: () => Promise<void>,
): Promise<Database> {
  const dataSource = await dataSourceOf(options, {
    username: 'postgres',
    database: 'postgres',
    poolSize: 1,
    // The only session must not be closed when it is idle.
    extra: { stream: () => new PgliteStream(pglite), idleTimeoutMillis: 0, Client: PreparingClient },
  }).initialize();
  const close = async (): Promise<void> => {
    await destroy(dataSource);
    await closeEmbedded();
  };
  return { dataSource, readingSource: dataSource, kind: 'embedded', close };
}

interface ConnectionOptions {
  url?: string;
  username?: string;
  database?: string;
  poolSize: number;
  extra: Record<string, unknown>;
}

function dataSourceOf(options: OpenDatabaseOptions, connection: ConnectionOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    ...connection,
    driver: guardedDriver(options.sessionWaitMs ?? 10_000),
    entities: options.entities ?? decoratedEntities(),
    applicationName: options.applicationName ?? 'curbline',
    // Migrations create extensions and tables, under one lock (migrate.ts).
    installExtensions: false,
    synchronize: false,
    migrationsRun: false,
    logging: options.logger ? ['error', 'warn'] : false,
    ...(options.logger ? { logger: options.logger } : {}),
  });
}

/** All classes with an entity decorator; a program imports its modules before it opens the database. */
const decoratedEntities = (): (new () => object)[] =>
  getMetadataArgsStorage().tables.flatMap(({ target }) =>
    typeof target === 'function' ? [target as new () => object] : [],
  );

async function destroy(dataSource: DataSource): Promise<void> {
  if (dataSource.isInitialized) await dataSource.destroy();
}
