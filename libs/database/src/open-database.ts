/**
 * One way in, two kinds of database behind it: a Postgres server by URL, or the embedded one in a
 * folder. Both are reached through `pg` and TypeORM's postgres driver, so nothing past this file
 * needs to know which it is.
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
  /** An embedded database that is open already, instead of a folder. It stays open when this one is closed. */
  embedded?: EmbeddedInstance;
  /** Sessions at most (server only; the embedded database has one). Default 10. */
  poolSize?: number;
  /** And those apart for following the logs (server only). Default 4. */
  readingPoolSize?: number;
  /** How long a caller waits for a session before `session-busy`. Default 10,000 ms. */
  sessionWaitMs?: number;
  /** How long to keep knocking at a server that does not answer yet. Default 15,000 ms. */
  patienceMs?: number;
  /** TypeORM entities. Default: those of all modules that the program has imported. */
  entities?: (EntitySchema | (new () => object))[];
  /** Shown in the server's list of sessions. */
  applicationName?: string;
  logger?: Logger;
  /** Gets one line for a person before anything that may take over two seconds. */
  onProgress?: (line: string) => void;
}

export interface Database {
  /** Initialized; nothing is migrated yet. Apps inject this `DataSource`. */
  readonly dataSource: DataSource;
  /**
   * A few sessions of their own for following the stores' logs: what is pushed must not wait for a session
   * behind those who write, whose commits wait for the disk. The embedded database has one session: there it
   * is the same.
   */
  readonly readingSource: DataSource;
  readonly kind: 'postgres' | 'embedded';
  /** Ends the sessions; the embedded database is written out and its folder given free. */
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
    // Its one session must never be closed for idleness: it is the database.
    extra: { stream: () => new PgliteStream(pglite), idleTimeoutMillis: 0, Client: PreparingClient },
  }).initialize();
  const close = async (): Promise<void> => {
    await destroy(dataSource);
    await closeEmbedded();
  };
  return { dataSource, readingSource: dataSource, kind: 'embedded', close };
}

interface Connection {
  url?: string;
  username?: string;
  database?: string;
  poolSize: number;
  extra: Record<string, unknown>;
}

function dataSourceOf(options: OpenDatabaseOptions, connection: Connection): DataSource {
  return new DataSource({
    type: 'postgres',
    ...connection,
    driver: guardedDriver(options.sessionWaitMs ?? 10_000),
    entities: options.entities ?? decoratedEntities(),
    applicationName: options.applicationName ?? 'curbline',
    // Extensions and tables are the migrations' business, under one lock (migrate.ts).
    installExtensions: false,
    synchronize: false,
    migrationsRun: false,
    logging: options.logger ? ['error', 'warn'] : false,
    ...(options.logger ? { logger: options.logger } : {}),
  });
}

/** What is an entity by its decorator; a program has imported its modules before it opens the database. */
const decoratedEntities = (): (new () => object)[] =>
  getMetadataArgsStorage().tables.flatMap(({ target }) =>
    typeof target === 'function' ? [target as new () => object] : [],
  );

async function destroy(dataSource: DataSource): Promise<void> {
  if (dataSource.isInitialized) await dataSource.destroy();
}
