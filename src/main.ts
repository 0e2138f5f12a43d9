/**
 * The one-process program: `npm start`. Opens the database, migrates, composes the four services, seeds the
 * demonstration where it may, listens, and stops cleanly on Ctrl-C and SIGTERM.
 */
import '@curbline/bootstrap/require-node';
import 'reflect-metadata';
import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Command, InvalidArgumentError } from 'commander';
import { DemoSpeed } from '@curbline/contracts/http';
import { DatabaseUnavailable, openDatabase, type Database } from '@curbline/database';
import { EnvironmentInvalid, insecureAddress } from '@curbline/platform';
import { composeApplication, migrateAll } from './compose.js';
import { DemoDoorsService } from './demo/demo-doors.service.js';
import type { DemoLife } from './demo/demo-life.js';
import { startDemoLife } from './demo/start-demo-life.js';
import { saveLeaflet } from './demo/credentials.js';
import { endDemo } from './demo/end-demo.js';
import { privateFolder } from './demo/private-folder.js';
import { recordDemoPast } from './demo/demo-past.js';
import { mayHoldDemo, seedDemo } from './demo/seed-demo.js';
import { leafletText, welcome } from './demo/welcome.js';
import { firstAdminAddress, firstAdminLines } from './first-admin.js';
import { storedSecretKey } from './secret-key.js';
import { readCurblineEnvironment, type CurblineEnvironment } from './env.js';

/** The program exits when stopping takes longer; committed data is safe in any case. */
const STOP_TIMEOUT_MS = 9_000;

/**
 * The most sessions of a Postgres server. A change holds its session until its commit is on the disk: with ten sessions and
 * 15 ms for a commit, 200 changes a second wait for each other.
 */
const SESSIONS = 20;

interface Options {
  readonly demo?: boolean;
  readonly speed: DemoSpeed;
}

/** The program cannot start; the message is complete for a person. */
class CannotStart extends Error {}

const say = (line: string): void => console.log(line);

class Program {
  private database: Database | undefined;
  private app: NestFastifyApplication | undefined;
  private life: DemoLife | undefined;
  private stopping: Promise<void> | undefined;

  async start(options: Options): Promise<void> {
    const environment = readCurblineEnvironment();
    await requireFreePort(environment);
    if (environment.databaseUrl === undefined) await privateFolder(environment.dataDir, say);
    this.database = await openDatabase({
      ...(environment.databaseUrl ? { url: environment.databaseUrl } : {}),
      dataDir: environment.dataDir,
      poolSize: SESSIONS,
      onProgress: say,
    });
    if (this.stopping) return;
    if ((await migrateAll(this.database)) > 0) say('The tables are up to date.');
    const publicUrl = environment.publicUrl ?? `http://localhost:${environment.port}`;
    this.app = await composeApplication({
      database: this.database,
      keysFolder: environment.keysFolder,
      routerUrl: environment.routerUrl,
      platform: {
        name: 'curbline',
        publicUrl,
        trustProxy: environment.trustProxy,
        outgoingPrivateHosts: environment.outgoingPrivateHosts,
        pushHosts: environment.pushHosts,
        connectionLimits: environment.connectionLimits,
        requireMfa: environment.requireMfa,
        oidc: environment.oidc,
        smtp: environment.smtp,
        sms: environment.sms,
        baseMap: environment.baseMap,
        secretKey: environment.secretKey ?? (await storedSecretKey(environment.dataDir)),
        retention: environment.retention,
        ...environment.edge,
        log: {
          level: environment.logLevel ?? (environment.production ? 'info' : 'warn'),
          format: environment.production ? 'json' : 'lines',
        },
        handleSignals: false,
      },
    });
    await this.app.init();
    const wanted = options.demo || !environment.production;
    const demo =
      wanted && (options.demo || (await mayHoldDemo(this.app)))
        ? await seedDemo(this.app, environment.dataDir)
        : undefined;
    if (demo) {
      await recordDemoPast(this.app);
      this.app.get(DemoDoorsService, { strict: false }).open(this.app, demo);
    }
    const leaflet = demo && (await saveLeaflet(environment.dataDir, leafletText(publicUrl, demo)));
    if (environment.production && !demo) reportEnded(await endDemo(this.app, environment.dataDir));
    if (this.stopping) return;
    await listen(this.app, environment);
    const address = await firstAdminAddress(this.app, publicUrl);
    const admin = await firstAdminLines(environment.dataDir, address, process.stdout.isTTY);
    say(welcome(publicUrl, leaflet, 'running', admin));
    const insecure = environment.production ? insecureAddress(environment.publicUrl) : undefined;
    if (insecure !== undefined) console.error(insecure);
    if (options.demo && demo) {
      this.life = startDemoLife(this.app, demo, environment.port, options.speed);
      say(`Simulated customers are on their way: open ${publicUrl}/demo and watch.`);
    }
  }

  /** Stops the simulated customers, then the application, then the database. Repeated calls wait for the first. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      await this.life?.end();
      await this.app?.close();
      await this.database?.close();
    })();
    return this.stopping;
  }
}

function reportEnded(ended: readonly string[]): void {
  if (ended.length === 0) return;
  say(`This was a demonstration, and is a production now. Ended with it: ${ended.join(', ')}.`);
}

/** Fails at once when the port is in use, before the database is opened, which takes seconds. */
async function requireFreePort({ host, port }: CurblineEnvironment): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, host, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

async function listen(app: NestFastifyApplication, { host, port }: CurblineEnvironment): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw portProblem(error as NodeJS.ErrnoException, host, port);
  }
}

function portProblem(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new CannotStart(
      `Port ${port} is in use. Stop the program that listens there, or choose another: PORT=${port + 1} npm start`,
    );
  }
  if (error.code === 'EACCES')
    return new CannotStart(`Port ${port} needs rights that you do not have: set PORT.`);
  if (error.code === 'EADDRNOTAVAIL')
    return new CannotStart(`HOST ${host} is not an address of this machine.`);
  return error;
}

function messageOf(error: unknown): string {
  const isComplete =
    error instanceof CannotStart ||
    error instanceof EnvironmentInvalid ||
    error instanceof DatabaseUnavailable;
  if (isComplete) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function demoSpeed(text: string): DemoSpeed {
  const read = DemoSpeed.safeParse(Number(text));
  if (!read.success) throw new InvalidArgumentError('Give 1, 5 or 20.');
  return read.data;
}

const program = new Program();

function stopOn(signal: NodeJS.Signals): void {
  process.once(signal, () => {
    say('\nStopping…');
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    // A second Ctrl-C exits at once.
    process.once(signal, () => process.exit(1));
    program.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(messageOf(error));
        process.exit(1);
      },
    );
  });
}

stopOn('SIGINT');
stopOn('SIGTERM');

const options = new Command('curbline')
  .description('Curbside pickup: the order comes out as the customer parks.')
  .option('--demo', 'let simulated customers drive in; also makes the demo stores where they are missing')
  .option('--speed <factor>', 'with --demo: how fast they act, 1, 5 or 20', demoSpeed, 1)
  .parse()
  .opts<Options>();

program.start(options).catch(async (error: unknown) => {
  console.error(messageOf(error));
  await program.stop().catch(() => {});
  process.exit(1);
});
