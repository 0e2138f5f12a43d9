/** The real Caddy with the real deploy/Caddyfile before services of this machine. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { freePort } from '../../tools/launch-curbline.mjs';
import { serviceOf, ROOT, type ComposeFile } from './compose-file.js';
import { Program, type ProgramOptions } from './program.js';
import type { Service } from './caddy-routes.js';

export interface CaddyOptions extends Pick<ProgramOptions, 'logFile' | 'onDied'> {
  readonly compose: ComposeFile;
  /** Of each service's copies, `host:port`. */
  readonly addresses: Readonly<Record<Service, readonly string[]>>;
}

export interface RunningCaddy {
  /** With TLS, by the certificate that Caddy made for `localhost`; this process trusts it. */
  readonly url: string;
  readonly program: Program;
  /** Asked by its health check. */
  readonly alivePort: number;
  stop(): Promise<void>;
}

export async function startCaddy(options: CaddyOptions): Promise<RunningCaddy> {
  const { compose, addresses, logFile, onDied } = options;
  const folder = mkdtempSync(join(tmpdir(), 'curbline-caddy-'));
  const [https, http, alive] = [await freePort(), await freePort(), await freePort()];
  const service = serviceOf(compose, 'proxy');
  const program = await Program.start({
    name: 'proxy',
    command: mounted(service.command ?? [], service.volumes ?? []),
    env: {
      ...service.environment,
      // The clients of these tests say their own addresses, as a load balancer before Caddy would.
      TRUSTED_PROXIES: '127.0.0.0/8',
      LISTEN_HTTPS: String(https),
      LISTEN_HTTP: String(http),
      ALIVE_PORT: String(alive),
      ORDER_SERVICE: addresses['order-service'].join(' '),
      NOTIFICATION_SERVICE: addresses['notification-service'].join(' '),
      GEOFENCE_SERVICE: addresses['geofence-service'].join(' '),
      GATEWAY: addresses.gateway.join(' '),
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
    port: https,
    readyUrl: `http://127.0.0.1:${alive}/`,
    logFile,
    onDied,
  });
  trust(readFileSync(join(folder, 'caddy/pki/authorities/local/root.crt'), 'utf8'));
  return {
    url: `https://localhost:${https}`,
    program,
    alivePort: alive,
    async stop() {
      await program.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The command as it is without the container: what a volume would show is where it really lies. */
function mounted(command: readonly string[], volumes: readonly string[]): string[] {
  return command.map((word) => {
    const volume = volumes.find((one) => one.split(':')[1] === word);
    return volume ? join(ROOT, volume.split(':')[0] ?? '') : word;
  });
}

function trust(certificate: string): void {
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
}
