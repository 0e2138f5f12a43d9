/** @curbline/testkit: what specs of several packages build their set-up with. Never imported by programs. */
export { FakeClock } from './clock.js';
export { makeEmbeddedFolder } from './database/embedded-folder.js';
export { makeServerDatabase } from './database/server-database.js';
export { testDatabase, type TestDatabase } from './database/test-database.js';
export { columnsOf, contentOf, restoreDump } from './database/kept-dump.js';
export { testEnv, type TestEnv } from './env.js';
export { FaultProxy } from './fault-proxy.js';
export * from './trips/index.js';
export { PHOTO, WEBP_PHOTO, withPlace } from './photo.js';
export { pictureTile, smallArchive } from './tiles.js';
