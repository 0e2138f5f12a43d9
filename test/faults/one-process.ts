/** The one-process program on the embedded database: what it has acknowledged is there after `kill -9`. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FaultProxy } from '@curbline/testkit';
import { readDemoCredentials } from '../../src/demo/credentials.js';
import { preparedFolder } from '../prepared-data.js';
import { brokenLine, frozen, killed, restarted, type Cluster, type ClusterOptions } from './cluster.js';
import { Program } from './program.js';
import { SmallDisk } from './small-disk.js';

/** The prepared folder takes some 65 MB, a run a few more. */
const DISK_MB = 250;

export async function oneProcess({ logFile, onDied }: ClusterOptions): Promise<Cluster> {
  const made = await preparedFolder();
  const disk = SmallDisk.mount(DISK_MB);
  const dataDir = disk ? join(disk.folder, 'data') : made;
  if (disk) cpSync(made, dataDir, { recursive: true });
  const program = await Program.start({
    name: 'curbline',
    command: ['node', 'dist/src/main.js'],
    env: { DATA_DIR: dataDir, TRUST_PROXY: 'loopback' },
    logFile,
    onDied,
  });
  const { proxy, url } = await FaultProxy.before(program.url);
  const credentials = await readDemoCredentials(dataDir);
  if (!credentials) throw new Error(`the program made no demo; see ${logFile}`);
  return {
    shape: 'one process, embedded database',
    url: new URL(url).origin,
    direct: program.url,
    credentials,
    kills: [killed('curbline', [program])],
    others: [
      ...brokenLine('client–server', proxy),
      frozen(program.name, program),
      restarted(program),
      ...(disk ? [disk.full('the data folder')] : []),
    ],
    async stop() {
      await program.end('SIGTERM');
      await proxy.close();
      disk?.unmount();
      rmSync(made, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
