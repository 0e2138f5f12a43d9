/**
 * The real Caddy with the real deploy/Caddyfile before services of this machine. The names that Compose's network
 * would resolve stand in a hosts file that Caddy alone sees, and so all copies listen on one port, each on an
 * address of the loopback of its own.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { freePort } from '../../tools/launch-curbline.mjs';
import { serviceOf, ROOT, type ComposeFile } from './compose-file.js';
import { Program, type ProgramOptions } from './program.js';
import type { Service } from './reverse-proxy.js';

/** Mounting the hosts file needs a name space of its own, and so root; the rest is Caddy as it is. */
const OWN_HOSTS = 'mount --bind "$0" /etc/hosts && exec "$@"';
const NAMESPACE = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', OWN_HOSTS];

export interface CaddyOptions extends Pick<ProgramOptions, 'logFile' | 'onDied'> {
  readonly compose: ComposeFile;
  readonly addresses: Readonly<Record<Service, readonly string[]>>;
  /** Of every copy. */
  readonly servicePort: number;
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
  const { compose, addresses, servicePort, logFile, onDied } = options;
  const folder = mkdtempSync(join(tmpdir(), 'curbline-caddy-'));
  const hosts = join(folder, 'hosts');
  const lines = Object.entries(addresses).flatMap(([name, own]) => own.map((host) => `${host} ${name}`));
  writeFileSync(hosts, ['127.0.0.1 localhost', ...lines, ''].join('\n'));
  const [https, http, alive] = [await freePort(), await freePort(), await freePort()];
  const service = serviceOf(compose, 'proxy');
  const program = await Program.start({
    name: 'proxy',
    command: [...NAMESPACE, hosts, ...mounted(service.command ?? [], service.volumes ?? [])],
    env: {
      ...service.environment,
      // The clients of these tests say their own addresses, as a load balancer before Caddy would.
      TRUSTED_PROXIES: '127.0.0.0/8',
      LISTEN_HTTPS: String(https),
      LISTEN_HTTP: String(http),
      ALIVE_PORT: String(alive),
      SERVICE_PORT: String(servicePort),
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
